"""Chain and Merkle tree (RFC 6962) of a whole log against its checkpoint, in ten lines: python3 chain.py"""
import hashlib
sha, prev, peaks, n = hashlib.sha256, "0" * 64, [], 0
for n, line in enumerate(open("log.jsonl", "rb"), 1):
    assert b'"prev":"%s"' % prev.encode() in line, "line %d does not follow the one before it" % n
    prev, level, node = sha(line[:-1]).hexdigest(), 0, sha(b"\0" + line[:-1]).digest()
    while peaks and peaks[-1][0] == level:
        level, node = level + 1, sha(b"\1" + peaks.pop()[1] + node).digest()
    peaks.append((level, node))
while len(peaks) > 1:
    peaks[-2:] = [(0, sha(b"\1" + peaks[-2][1] + peaks[-1][1]).digest())]
root = peaks[0][1].hex() if peaks else sha().hexdigest()
assert "\nconsent %d %s %s\n" % (n, root, prev) in open("checkpoint.txt").read(), "not what the checkpoint says"
print("OK %d lines are what checkpoint.txt says" % n)
