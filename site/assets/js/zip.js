// A zip archive of a few text files, the same bytes every time: dated 1980, as zip's time begins.
const digi = (window.digi ??= {});
const DATE = 0x21;

const TABLE = Uint32Array.from({ length: 256 }, (_, number) => {
  for (let bit = 0; bit < 8; bit++) number = number & 1 ? (number >>> 1) ^ 0xedb88320 : number >>> 1;
  return number;
});

function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 0xff] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

async function deflated(bytes) {
  const packed = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  return new Uint8Array(await new Response(packed).arrayBuffer());
}

// Little-endian bytes of [number, width] pairs.
function record(fields) {
  return fields.flatMap(([number, width]) => Array.from({ length: width }, (_, place) => (number >>> (8 * place)) & 0xff));
}

// `files` is a list of [name, text]; gives a Blob.
async function zip(files, type) {
  const parts = [];
  const index = [];
  let offset = 0;
  for (const [path, text] of files) {
    const name = new TextEncoder().encode(path);
    const bytes = new TextEncoder().encode(text);
    const packed = await deflated(bytes);
    const about = [[20, 2], [0x800, 2], [8, 2], [0, 2], [DATE, 2], [crc32(bytes), 4], [packed.length, 4], [bytes.length, 4], [name.length, 2], [0, 2]];
    const head = record([[0x04034b50, 4], ...about]);
    parts.push(Uint8Array.from(head), name, packed);
    index.push(Uint8Array.from(record([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]])), name);
    offset += head.length + name.length + packed.length;
  }
  const size = index.reduce((sum, part) => sum + part.length, 0);
  const end = record([[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [size, 4], [offset, 4], [0, 2]]);
  return new Blob([...parts, ...index, Uint8Array.from(end)], { type });
}

digi.zip = zip;
