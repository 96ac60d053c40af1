#!/usr/bin/env python3
"""Verifies an export of a Recado consent log, offline. Plain Python 3.8 or later, nothing else.

    python3 verify.py EXPORT.zip [--key FINGERPRINT] [--checkpoint FILE] [--json]

--key         SHA-256 of the desk's public key, as you got it by another way than this file
--checkpoint  a checkpoint that you were sent before (its text, as it came by e-mail or on paper)

Ends with 0 only if everything fits.
"""
import argparse, base64, binascii, hashlib, json, sys, zipfile, zlib

PLAIN = ["HOW-TO-VERIFY.txt", "chain.py", "checkpoint.sig", "checkpoint.txt", "checkpoints.jsonl", "log.jsonl", "manifest.json",
         "private.jsonl", "public-key.pem", "records.csv", "records.html", "texts.jsonl", "verify.py"]
SUMS = ["SHA256SUMS", "SHA256SUMS.sig"]
SMALL, LINE, MOST = 1 << 20, 1 << 22, 5
problems, counts = [], {}


def problem(code, where):
    counts[code] = counts.get(code, 0) + 1
    if counts[code] <= MOST:
        problems.append({"code": code, "where": str(where)})


class Stop(Exception):
    pass


def text_of(value):
    return value if isinstance(value, str) else ""


def number_of(value):
    return value if type(value) is int else "?"


def sha256(data):
    return hashlib.sha256(data).hexdigest()


# Ed25519, after RFC 8032
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return (e * f % P, g * h % P, f * g % P, e * h % P)


def times(n, p):
    sum_ = (0, 1, 1, 0)
    while n:
        if n & 1:
            sum_ = add(sum_, p)
        p, n = add(p, p), n >> 1
    return sum_


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(key, text, signature):
    if len(signature) != 64:
        return False
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + text).digest(), "little") % L
    p, q = times(s, BASE), add(r, times(h, a))
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


# The Merkle tree of RFC 6962
def node(left, right):
    return hashlib.sha256(b"\x01" + left + right).digest()


def grow(peaks, leaf):
    level, hash_ = 0, leaf
    while peaks and peaks[-1][0] == level:
        level, hash_ = level + 1, node(peaks.pop()[1], hash_)
    peaks.append((level, hash_))


def root(peaks):
    if not peaks:
        return hashlib.sha256(b"").hexdigest()
    hash_ = peaks[-1][1]
    for _, left in reversed(peaks[:-1]):
        hash_ = node(left, hash_)
    return hash_.hex()


def read(archive, name):
    with archive.open(name) as file:
        data = file.read(SMALL + 1)
    if len(data) > SMALL or len(data) != archive.getinfo(name).file_size:
        problem("files", name)
        raise Stop
    return data


def lines(archive, name):
    """Each line without its LF. Whatever is no whole line is a problem."""
    with archive.open(name) as file:
        while True:
            line = file.readline(LINE)
            if not line:
                return
            if line[-1:] != b"\n":
                problem("unreadable", name)
                return
            yield line[:-1]


def objects(archive, name):
    for n, line in enumerate(lines(archive, name), 1):
        try:
            value = json.loads(line.decode("utf-8"))
            if not isinstance(value, dict):
                raise ValueError
        except ValueError:
            problem("unreadable", "%s:%d" % (name, n))
            return
        yield line, value


def check_files(archive):
    infos = archive.infolist()
    names = [info.filename for info in infos]
    for name in sorted(set(names)):
        if names.count(name) > 1 or name not in PLAIN + SUMS + ["proofs.jsonl"]:
            problem("files", name)
    for name in PLAIN + SUMS:
        if name not in names:
            problem("files", name)
    if sum(info.file_size for info in infos) > 300 * sum(info.compress_size for info in infos) + 10 * SMALL:
        problem("zip", "size")
    if problems:
        raise Stop
    return names


def check_sums(archive, names, key):
    text = read(archive, "SHA256SUMS")
    if not is_signed(key, text, read(archive, "SHA256SUMS.sig")):
        problem("signature", "SHA256SUMS")
    wanted = {}
    for line in text.decode("utf-8", "replace").split("\n")[:-1]:
        wanted[line[66:]] = line[:64]
    for name in sorted((set(names) | set(wanted)) - set(SUMS)):
        if name not in names or name not in wanted:
            problem("sum", name)
            continue
        hash_, size = hashlib.sha256(), 0
        with archive.open(name) as file:
            for chunk in iter(lambda: file.read(1 << 18), b""):
                hash_.update(chunk)
                size += len(chunk)
        if hash_.hexdigest() != wanted[name] or size != archive.getinfo(name).file_size:
            problem("sum", name)


def parse_checkpoint(text):
    """A checkpoint, or the signed head of a log that was exported as it was found."""
    found = {"text": text, "kind": text.split(" ")[1] if " " in text else ""}
    for line in text.split("\n"):
        words = line.split(" ")
        if words[0] == "log" and len(words) == 2:
            found["log"] = words[1]
        if words[0] == "consent" and len(words) == 4 and words[1].isdigit():
            found.update(size=int(words[1]), root=words[2], head=words[3])
        if words[0] == "time" and len(words) == 2:
            found["time"] = words[1]
    return found if "size" in found and "log" in found else None


def check_checkpoints(archive, key, newest, log):
    points, last, text = [], 0, None
    for n, (_, row) in enumerate(objects(archive, "checkpoints.jsonl"), 1):
        text = text_of(row.get("body"))
        try:
            signature = base64.b64decode(text_of(row.get("signature")), validate=True)
        except binascii.Error:
            signature = b""
        found = parse_checkpoint(text)
        if not found or found["log"] != log or found["size"] < last or not is_signed(key, text.encode(), signature):
            problem("checkpoints", n)
            continue
        last = found["size"]
        points.append(found)
    if newest["kind"] == "checkpoint" and text != newest["text"]:
        problem("checkpoints", "newest")
    return points


def given_checkpoint(path, key, points, log):
    with open(path, "rb") as file:
        text = file.read(SMALL).decode("utf-8", "replace").replace("\r\n", "\n")
    rows = [" ".join(line.lstrip("> \t").split()) for line in text.split("\n")]
    ends = [n for n, row in enumerate(rows) if row.startswith("time ")]
    starts = [n for n, row in enumerate(rows) if row.startswith("recado checkpoint ")]
    body = "\n".join(row for row in rows[starts[0]:ends[0] + 1] if row) + "\n" if starts and ends else ""
    found = parse_checkpoint(body)
    if not found or found["log"] != log:
        problem("given", "log")
        return None
    for row in rows:
        if row.startswith("signature "):
            try:
                signature = base64.b64decode(row.split()[1], validate=True)
            except binascii.Error:
                signature = b""
            if not is_signed(key, body.encode(), signature):
                problem("given", "signature")
    return found


def check_texts(archive):
    found = set()
    for _, row in objects(archive, "texts.jsonl"):
        hash_ = text_of(row.get("sha256"))
        if sha256(text_of(row.get("body")).encode("utf-8", "replace")) != hash_ or hash_ in found:
            problem("text", hash_)
        found.add(hash_)
    return found


def opens(opening, commitment):
    if not isinstance(opening, dict):
        return False
    text = text_of(opening.get("salt")) + text_of(opening.get("value"))
    return sha256(text.encode("utf-8", "replace")) == commitment


def fits(leaf, wanted):
    return ((("purpose" not in wanted) or leaf.get("purpose") == wanted["purpose"])
            and (("subjects" not in wanted) or leaf.get("subject") in wanted["subjects"])
            and (("from" not in wanted) or text_of(leaf.get("event_at")) >= wanted["from"])
            and (("to" not in wanted) or text_of(leaf.get("event_at")) < wanted["to"]))


def leads_to(leaf_hash, proof, wanted):
    try:
        hash_ = leaf_hash
        for step in proof["path"]:
            other = bytes.fromhex(step["hash"])
            hash_ = node(other, hash_) if step["side"] == "left" else node(hash_, other)
        return hash_.hex() == wanted
    except (KeyError, TypeError, ValueError):
        return False


def check_records(archive, target, points, wanted, texts):
    """One pass over log, openings and proofs side by side: a million records in constant memory."""
    complete, n, openings, shown, peaks = wanted == {}, 0, 0, set(), []
    prev, last, marks = "0" * 64, 0, sorted(points + [target], key=lambda each: each["size"])
    privates, proofs = objects(archive, "private.jsonl"), iter(())
    if not complete:
        proofs = objects(archive, "proofs.jsonl")
    private = next(privates, None)

    def compare_at(size):
        while marks and marks[0]["size"] == size:
            mark = marks.pop(0)
            if mark["root"] != root(peaks) or mark["head"] != prev:
                problem("root", mark["size"])

    if complete:
        compare_at(0)
    for line, leaf in objects(archive, "log.jsonl"):
        n += 1
        seq, hash_ = leaf.get("seq"), hashlib.sha256(b"\x00" + line).digest()
        if complete:
            if seq != n or leaf.get("prev") != prev:
                problem("chain", n)
            grow(peaks, hash_)
            prev = sha256(line)
            compare_at(n)
        else:
            proof = next(proofs, (None, {}))[1]
            if type(seq) is not int or seq <= last or proof.get("seq") != seq or not leads_to(hash_, proof, target["root"]):
                problem("proof", n)
            if not fits(leaf, wanted):
                problem("filter", n)
            last = seq if type(seq) is int else last
        if private and private[1].get("seq") == seq:
            openings += 1
            if not (opens(private[1].get("subject"), leaf.get("subject_commitment"))
                    and opens(private[1].get("evidence"), leaf.get("evidence_commitment"))):
                problem("opening", number_of(seq))
            private = next(privates, None)
        text = leaf.get("text")
        if isinstance(text, dict):
            shown.add(text_of(text.get("sha256")))
    if private:
        problem("opening", number_of(private[1].get("seq")))
    if next(proofs, None):
        problem("proof", "more")
    for mark in marks if complete else []:
        problem("root", mark["size"])
    if complete and n > target["size"]:
        problem("root", n)
    for hash_ in sorted(shown ^ texts):
        problem("text", hash_)
    return {"records": n, "openings": openings, "texts": len(texts), "checkpoints": len(points)}


def verify(path, key_wanted, given_path):
    verdict = {}
    with zipfile.ZipFile(path) as archive:
        names = check_files(archive)
        try:
            pem = read(archive, "public-key.pem").decode("ascii").split("\n")
            der = base64.b64decode("".join(pem[1:-2]), validate=True)
        except (UnicodeDecodeError, binascii.Error):
            der = b""
        if len(der) != 44 or der[:12].hex() != "302a300506032b6570032100":
            problem("key", "public-key.pem")
            raise Stop
        key, fingerprint = der[12:], sha256(der)
        verdict["key"] = fingerprint
        if key_wanted and key_wanted.lower().replace(":", "").replace(" ", "") != fingerprint:
            problem("key", fingerprint)
        check_sums(archive, names, key)
        try:
            manifest = json.loads(read(archive, "manifest.json").decode("utf-8"))
            wanted = manifest["filter"]
            if manifest["format"] != "recado consent export 1" or not isinstance(wanted, dict):
                raise ValueError
            verdict.update({name: manifest[name] for name in ("log", "made_at", "made_by", "reason", "filter")})
        except (ValueError, KeyError, TypeError):
            problem("manifest", "manifest.json")
            raise Stop
        if manifest.get("key") != fingerprint:
            problem("manifest", "key")
        if ("proofs.jsonl" in names) != (wanted != {}):
            problem("files", "proofs.jsonl")
            raise Stop
        text = read(archive, "checkpoint.txt")
        if not is_signed(key, text, read(archive, "checkpoint.sig")):
            problem("signature", "checkpoint.txt")
        target = parse_checkpoint(text.decode("utf-8", "replace"))
        if not target or target["log"] != manifest["log"]:
            problem("checkpoint", "checkpoint.txt")
            raise Stop
        verdict["checkpoint"] = {"size": target["size"], "root": target["root"], "time": target.get("time")}
        points = check_checkpoints(archive, key, target, manifest["log"])
        marks = list(points)
        if given_path:
            found = given_checkpoint(given_path, key, points, manifest["log"])
            if found and wanted == {}:
                marks.append(found)
            elif found and found["text"] not in [each["text"] for each in points]:
                problem("given", found["size"])
        texts = check_texts(archive)
        seen = check_records(archive, target, marks, wanted, texts)
        seen["checkpoints"] = len(points)
        verdict.update(seen)
        if manifest.get("counts") != seen:
            problem("manifest", "counts")
    return verdict


WORDS = {
    "zip": "the file is no export that can be read",
    "files": "a file is missing, comes twice or does not belong there",
    "key": "the public key is not the one that was expected",
    "signature": "the signature does not fit",
    "sum": "the file was changed after it was signed",
    "manifest": "manifest.json does not say what the export holds",
    "checkpoint": "the checkpoint cannot be read or is of another log",
    "checkpoints": "an earlier checkpoint does not fit",
    "unreadable": "a line cannot be read",
    "chain": "the record does not follow the one before it",
    "root": "the records do not add up to the checkpoint of this size",
    "proof": "the record is not proved to be in the log",
    "filter": "the record is not one of those that were asked for",
    "opening": "what is told of the person or the evidence is not what was recorded",
    "text": "a text that was shown is missing, changed or too many",
    "given": "the checkpoint that you were sent does not fit",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--key")
    parser.add_argument("--checkpoint")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args()
    verdict = {}
    try:
        verdict = verify(wanted.file, wanted.key, wanted.checkpoint)
    except Stop:
        pass
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError) as error:
        problem("zip", type(error).__name__)
    verdict["ok"], verdict["problems"] = not problems, problems
    if wanted.json:
        print(json.dumps(verdict, sort_keys=True, ensure_ascii=True))
    else:
        for each in problems:
            print("PROBLEM  %s: %s" % (each["where"], WORDS[each["code"]]))
        if not problems:
            print("OK  %(records)d records, %(openings)d of them with what they hide, fit their signatures." % verdict)
            print("    log %(log)s" % verdict)
            print("    public key (SHA-256) %(key)s%%s" % verdict % ("" if wanted.key else
                  ": compare it with the one that you got by another way"))
            if verdict["filter"]:
                print("    Part of a log: each record is proved to be in it, not that no other was left out.")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
