import { expect, test } from "bun:test";
import fc from "fast-check";
import { cleanFilename, contentDisposition, filenameFor } from "../../src/whatsapp/media-names.ts";

test("what cannot be seen or leads elsewhere is taken out of a name", () => {
  expect(cleanFilename("fatura\u200B\u202Excod.pdf")).toBe("faturaxcod.pdf");
  expect(cleanFilename("../../etc/passwd")).toBe("_.._etc_passwd");
  expect(cleanFilename("C:\\Users\\Ana\\nota.pdf")).toBe("C__Users_Ana_nota.pdf");
  expect(cleanFilename("  relatório \t de\u2028maio. ")).toBe("relatório de maio");
  expect(cleanFilename("a\r\nSet-Cookie: x=1.txt")).toBe("a Set-Cookie_ x=1.txt");
  expect(cleanFilename("con.txt")).toBe("_con.txt");
  expect(cleanFilename("éte\u0301.png")).toBe("été.png");
});

test("a name of which nothing is left is none", () => {
  for (const name of ["", null, "...", "\u200B", "/", " \n"])
    expect(cleanFilename(name)).toBeNull();
});

test("a long name keeps its extension", () => {
  const name = cleanFilename(`${"ação ".repeat(100)}.pdf`) ?? "";
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
  expect(name).toEndWith(".pdf");
});

test("a name of 65,536 dots holds nobody up", () => {
  const started = performance.now();
  expect(cleanFilename(`a${".".repeat(65_536)}b.pdf`)).toEndWith(".pdf");
  expect(performance.now() - started).toBeLessThan(500);
});

test("the extension belongs to the bytes", () => {
  expect(filenameFor({ mime_type: "image/jpeg", filename: "foto.exe" })).toBe("foto.exe.jpg");
  expect(filenameFor({ mime_type: "image/jpeg", filename: "FOTO.JPEG" })).toBe("FOTO.JPEG");
  expect(filenameFor({ id: 12, mime_type: "audio/ogg; codecs=opus", filename: null })).toBe(
    "audio-12.ogg",
  );
  expect(
    filenameFor({ id: 12, mime_type: "application/octet-stream", filename: "dados.bin" }),
  ).toBe("dados.bin");
});

test("no name breaks out of its header, and every one can be read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (raw) => {
      const name = cleanFilename(raw) ?? "file";
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
      const header = contentDisposition("attachment", name);
      const parts =
        /^attachment; filename="([\x20-\x7e]*)"; filename\*=UTF-8''([\w.~!#$&+^`|%-]*)$/.exec(
          header,
        );
      expect(parts?.[1]).not.toMatch(/["\\]/);
      expect(decodeURIComponent(parts?.[2] ?? "")).toBe(name);
    }),
    { numRuns: 300 },
  );
});
