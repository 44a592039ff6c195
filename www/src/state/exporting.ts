import { checkExport, exportAddress, type ExportFormat, type ExportOf } from "../api/exports";
import { Problem, toProblem } from "../api/problem";

/** Where the edge does not say beforehand how a file would begin, the browser finds out. */
const UNASKABLE = 405;

/**
 * Lets the browser fetch a file: it writes what arrives to the disk, however much it is, and nothing passes through our
 * hands. Throws the problem of a refusal.
 */
export async function download(of: ExportOf, format: ExportFormat): Promise<void> {
  try {
    await checkExport(of, format);
  } catch (error) {
    const problem = toProblem(error);
    if (problem.status !== UNASKABLE) throw named(problem);
  }
  const link = document.createElement("a");
  link.href = exportAddress(of, format);
  link.download = "";
  link.click();
}

/** An answer without a body has no code. */
function named(problem: Problem): Problem {
  const code = { 403: "export_forbidden", 409: "export_lasts", 429: "export_too_often" }[problem.status];
  return code === undefined ? problem : new Problem({ ...problem.document, code }, problem.retryAfterSeconds);
}
