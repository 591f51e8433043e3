// Tracing by OpenTelemetry, where the operator has a collector: off unless its address is set. In: the address. Out: a tracer,
// and the way to send what is left and stop.
import type { Tracer } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";

export interface Tracing {
  readonly tracer: Tracer;
  stop(): Promise<void>;
}

/** Starts tracing to a collector that speaks OTLP over HTTP, like `http://localhost:4318`. */
export function startTracing(endpoint: string): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, "")}/v1/traces` });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": "maillage" }),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  return { tracer: provider.getTracer("maillage"), stop: () => provider.shutdown() };
}
