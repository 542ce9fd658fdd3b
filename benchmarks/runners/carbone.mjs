// carbone, community edition: it takes the template by its path.
import { dirname, basename } from "node:path";
import { promisify } from "node:util";
import carbone from "carbone";
import { run } from "./run.mjs";

await run((template) => {
  carbone.set({ templatePath: dirname(template) });
  const render = promisify(carbone.render);
  return (record) => render(basename(template), record);
});
