// A worker that places the nodes of graphs. In: questions, as messages. Out: places.
import { placeNodes, type LayoutQuestion } from "./layout.js";

addEventListener("message", ({ data }: MessageEvent<LayoutQuestion>) => postMessage(placeNodes(data)));
