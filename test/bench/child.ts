// A child process of a bench. In: the compiled program's path. Out: the first line it prints, and a way to end it.
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

export interface Child {
  readonly firstLine: string;
  readonly process: ChildProcess;
  stop(): void;
}

/** Starts a program with this Node and waits for its first line. */
export async function startChild(program: string, args: readonly string[] = []): Promise<Child> {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  const firstLine = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${program} ended with ${code} before it printed a line.`)));
  });
  return { firstLine, process: child, stop: () => void child.kill() };
}
