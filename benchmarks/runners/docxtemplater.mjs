// docxtemplater: an object serves one document only; the file is read once.
import { readFileSync } from "node:fs";
import Docxtemplater from "docxtemplater";
import PizZip from "pizzip";
import { run } from "./run.mjs";

await run((template) => {
  const content = readFileSync(template);
  return (record) => {
    const document = new Docxtemplater(new PizZip(content));
    document.render(record);
    return document.toBuffer();
  };
});
