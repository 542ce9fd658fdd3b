// What all runners in node share; run.py is the same for Python.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const LEAST = 3; // documents, however slow

// Does the job with the function that `prepare` returns, which makes one document.
export async function run(prepare) {
  const job = JSON.parse(readFileSync(process.argv[2], "utf8"));
  const records = JSON.parse(readFileSync(job.records, "utf8"));
  let start = performance.now();
  const render = await prepare(job.template);
  const prepared = (performance.now() - start) / 1000;
  writeFileSync(join(job.directory, "first.docx"), await render(records[0]));

  const times = [];
  let content;
  const began = performance.now();
  for (let index = 0; index < job.iterations; index++) {
    start = performance.now();
    content = await render(records[index % records.length]);
    if (job.to_files) {
      const name = `${String(index).padStart(5, "0")}.docx`;
      writeFileSync(join(job.directory, name), content);
    }
    const end = performance.now();
    times.push((end - start) / 1000);
    if ((end - began) / 1000 > job.seconds && times.length >= LEAST) break;
  }
  writeFileSync(join(job.directory, "last.docx"), content);
  console.log(JSON.stringify({ times, prepared }));
}
