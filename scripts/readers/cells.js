// Prints every stored value of workbooks as exceljs sees them, which computes
// nothing: {file: {sheet: {cell: value}}}. Dates are printed as year-month-day.
const ExcelJS = require("exceljs");

function shown(v) {
  if (v === null || v === undefined) return null;
  if (v instanceof Date) return v.toISOString().slice(0, 10);
  if (typeof v !== "object") return v;
  if ("formula" in v || "sharedFormula" in v) return shown(v.result);
  if ("richText" in v) return v.richText.map((t) => t.text).join("");
  if ("hyperlink" in v) return shown(v.text);
  if ("error" in v) return v.error;
  throw new Error("a value of an unknown kind: " + JSON.stringify(v));
}

async function main() {
  const out = {};
  for (const file of process.argv.slice(2)) {
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
    const sheets = (out[file] = {});
    book.eachSheet((sheet) => {
      const cells = (sheets[sheet.name] = {});
      sheet.eachRow((row) =>
        row.eachCell((cell) => {
          // cell.value leaves out results of 0, FALSE and "".
          const v = shown("result" in cell.model ? cell.model.result : cell.value);
          if (v !== null) cells[cell.address] = v;
        }),
      );
    });
  }
  process.stdout.write(JSON.stringify(out));
}

main().catch((err) => {
  console.error(err);
  process.exit(1);
});
