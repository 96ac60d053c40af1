def read(archive, name):
    data = archive.open(name).read(SMALL + 1)
    if len(data) > SMALL:
        raise Stop("%s is too large" % name)
    return data


def lines(archive, name):
    with archive.open(name) as file:
        for line in iter(lambda: file.readline(LINE), b""):
            if line[-1:] != b"\n":
                raise Stop("%s: a line is cut off" % name)
            yield line[:-1]


def check_files(archive, key):
    infos = archive.infolist()
    names = sorted(info.filename for info in infos)
    if names != sorted(PLAIN + SUMS):
        raise Stop("a file is missing, added or there twice")
    if sum(info.file_size for info in infos) > 300 * sum(info.compress_size for info in infos) + 10 * SMALL:
        raise Stop("the zip is too large when unpacked")
    text = read(archive, "SHA256SUMS")
    if not is_signed(key, text, read(archive, "SHA256SUMS.sig")):
        raise Stop("SHA256SUMS was not signed with this key")
    sums = {line[66:]: line[:64] for line in text.decode("utf-8").split("\n")[:-1]}
    if sorted(sums) != sorted(PLAIN):
        raise Stop("SHA256SUMS names other files")
    for name in PLAIN:
        hash_ = hashlib.sha256()
        with archive.open(name) as file:
            for chunk in iter(lambda: file.read(1 << 18), b""):
                hash_.update(chunk)
        if hash_.hexdigest() != sums[name]:
            raise Stop("%s is not what was summed up" % name)


def check_log(archive, size, wanted_root, wanted_head):
    details = (json.loads(line) for line in lines(archive, "details.jsonl"))
    detail, opened, n, prev, peaks = next(details, None), 0, 0, "0" * 64, []
    for line in lines(archive, "log.jsonl"):
        n, leaf = n + 1, json.loads(line)
        if leaf.get("seq") != n or leaf.get("prev") != prev:
            raise Stop("record %d does not follow the one before it" % n)
        prev = sha256(line)
        grow(peaks, hashlib.sha256(b"\x00" + line).digest())
        if detail and detail["seq"] == n:
            if sha256((detail["salt"] + detail["value"]).encode("utf-8")) != leaf.get("details_commitment"):
                raise Stop("the details of record %d are not those it was made with" % n)
            opened, detail = opened + 1, next(details, None)
    if detail:
        raise Stop("details without a record")
    if (n, root(peaks), prev) != (size, wanted_root, wanted_head):
        raise Stop("the log is not the one that was signed")
    return n, opened


def verify(path, key_wanted):
    with zipfile.ZipFile(path) as archive:
        der = base64.b64decode("".join(read(archive, "public-key.pem").decode("ascii").split("\n")[1:-2]))
        if der[:12].hex() != "302a300506032b6570032100" or len(der) != 44:
            raise Stop("public-key.pem is no Ed25519 key")
        if key_wanted and key_wanted.lower().replace(":", "").replace(" ", "") != sha256(der):
            raise Stop("another key signed this: %s" % sha256(der))
        check_files(archive, der[12:])
        text = read(archive, "head.txt")
        if not is_signed(der[12:], text, read(archive, "head.sig")):
            raise Stop("head.txt was not signed with this key")
        words = text.decode("ascii").split("\n")[2].split(" ")
        return (sha256(der),) + check_log(archive, int(words[1]), words[2], words[3])


parser = argparse.ArgumentParser()
parser.add_argument("file")
parser.add_argument("--key", help="SHA-256 of the desk's public key, as you got it by another way")
arguments = parser.parse_args()
try:
    fingerprint, records, opened = verify(arguments.file, arguments.key)
    print("Everything fits: %d records, %d with details. Key %s" % (records, opened, fingerprint))
except (Stop, KeyError, ValueError, IndexError, TypeError, OSError, EOFError, zipfile.BadZipFile, zlib.error) as problem_:
    print("Does not fit: %s" % (problem_ or type(problem_).__name__))
    sys.exit(1)
