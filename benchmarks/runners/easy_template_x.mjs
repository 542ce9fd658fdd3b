// easy-template-x: one handler for all documents; the file is read once.
import { readFileSync } from "node:fs";
import { TemplateHandler } from "easy-template-x";
import { run } from "./run.mjs";

await run((template) => {
  const content = readFileSync(template);
  const handler = new TemplateHandler();
  return (record) => handler.process(content, record);
});
