// An Excel workbook of typed cells: numbers are numbers, days are days, codes keep their zeros.
// Texts are stored as texts, so that none of them is ever run as a formula.
const digi = (window.digi ??= {});
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const DAY = 86400000;
const STYLE = { day: 1, head: 2, text: 3, wrapped: 4, euros: 5 };
const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => String(text).replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, "").replace(/[&<>"]/g, (sign) => SIGNS[sign]);

function column(place) {
  return (place >= 26 ? column(Math.floor(place / 26) - 1) : "") + String.fromCharCode(65 + (place % 26));
}

function cell(place, text, type, style) {
  const where = `<c r="${place}"`;
  if (text === "") return "";
  if (type === "boolean") return `${where} t="b"><v>${text === "true" ? 1 : 0}</v></c>`;
  if (type === "date") return `${where} s="${STYLE.day}"><v>${(Date.parse(text) - Date.UTC(1899, 11, 30)) / DAY}</v></c>`;
  if (type === "euros") return `${where} s="${STYLE.euros}"><v>${Number(text)}</v></c>`;
  if (type === "number") return `${where}><v>${Number(text)}</v></c>`;
  return `${where} s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function line(number, texts, types, style) {
  const cells = texts.map((text, place) => cell(`${column(place)}${number}`, text, types[place], style));
  return `<row r="${number}">${cells.join("")}</row>`;
}

// The table: its names in a row that stays in sight, then the rows.
function tableSheet(names, types, rows) {
  const all = [line(1, names, [], STYLE.head), ...rows.map((row, place) => line(place + 2, row, types, STYLE.text))];
  const view = '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>';
  const filter = `<autoFilter ref="A1:${column(names.length - 1)}${rows.length + 1}"/>`;
  return `${HEAD}<worksheet xmlns="${MAIN}">${view}<cols><col min="1" max="${names.length}" width="22" customWidth="1"/></cols><sheetData>${all.join("")}</sheetData>${filter}</worksheet>`;
}

// What the table is, as pairs of what and how.
function aboutSheet(pairs) {
  const all = pairs.map(([what, how], place) => `<row r="${place + 1}">${cell(`A${place + 1}`, what, "", STYLE.head)}${cell(`B${place + 1}`, how, "", STYLE.wrapped)}</row>`);
  return `${HEAD}<worksheet xmlns="${MAIN}"><cols><col min="1" max="1" width="26" customWidth="1"/><col min="2" max="2" width="100" customWidth="1"/></cols><sheetData>${all.join("")}</sheetData></worksheet>`;
}

function styles() {
  const formats = ['numFmtId="0"', 'numFmtId="14" applyNumberFormat="1"', 'numFmtId="0" fontId="1" applyFont="1"', 'numFmtId="49" applyNumberFormat="1"', 'numFmtId="49" applyNumberFormat="1" applyAlignment="1"', 'numFmtId="3" applyNumberFormat="1"'];
  const xfs = formats.map((format, place) => `<xf xfId="0" ${format}${place === STYLE.wrapped ? '><alignment vertical="top" wrapText="1"/></xf>' : "/>"}`);
  const font = '<sz val="11"/><name val="Calibri"/>';
  return `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font>${font}</font><font><b/>${font}</font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${xfs.length}">${xfs.join("")}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function relations(pairs) {
  const all = pairs.map(([kind, target], place) => `<Relationship Id="rId${place + 1}" Type="${LINKS}/${kind}" Target="${target}"/>`);
  return `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${all.join("")}</Relationships>`;
}

// `titles` are the names of the two sheets; `types` those of the columns: text, number, euros, …
function workbook(titles, names, types, rows, about) {
  const kinds = { "xl/workbook.xml": "sheet.main", "xl/worksheets/sheet1.xml": "worksheet", "xl/worksheets/sheet2.xml": "worksheet", "xl/styles.xml": "styles" };
  const overrides = Object.entries(kinds).map(([path, kind]) => `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${kind}+xml"/>`);
  const sheets = titles.map((title, place) => `<sheet name="${escaped(title)}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`);
  return digi.zip([
    ["[Content_Types].xml", `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join("")}</Types>`],
    ["_rels/.rels", relations([["officeDocument", "xl/workbook.xml"]])],
    ["xl/workbook.xml", `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${LINKS}"><bookViews><workbookView/></bookViews><sheets>${sheets.join("")}</sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", relations([["worksheet", "worksheets/sheet1.xml"], ["worksheet", "worksheets/sheet2.xml"], ["styles", "styles.xml"]])],
    ["xl/worksheets/sheet1.xml", tableSheet(names, types, rows)],
    ["xl/worksheets/sheet2.xml", aboutSheet(about)],
    ["xl/styles.xml", styles()],
  ], TYPE);
}

digi.workbook = workbook;
