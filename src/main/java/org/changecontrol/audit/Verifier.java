package org.changecontrol.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.changecontrol.fact.Evidence;
import org.changecontrol.fact.Fact;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the trail from its first entry to its head, the signed heads beside it and the rows that it
 * vouches for, a page at a time. Reads the file of signed heads no further than it went before the
 * head of the trail was looked up: entries are committed before their head is signed, so a signed
 * head without its entry is always a finding.
 */
@Component
class Verifier {

  private static final int PAGE = 500;

  private final TrailEntries entries;
  private final SignedHeads signed;
  private final List<Evidence> evidence;

  Verifier(TrailEntries entries, SignedHeads signed, List<Evidence> evidence) {
    this.entries = entries;
    this.signed = signed;
    this.evidence = List.copyOf(evidence);
  }

  Verification verify() {
    signed.signPending();
    Findings findings = new Findings();
    Map<Path, Long> extent = signed.extent();
    Head head = entries.head();
    long read = readChain(head, findings);
    for (Long seq : entries.outside(PAGE)) {
      findings.add(seq, "Entry %d was put in: the trail does not reach there.".formatted(seq));
    }
    readSignedHeads(extent, head, findings);
    evidence.forEach(rows -> readUnvouchedRows(rows, findings));
    return findings.verification(read);
  }

  private long readChain(Head head, Findings findings) {
    long read = 0;
    long expected = 1;
    String follows = Link.NOTHING;
    List<Link> page = entries.after(0, head.seq(), PAGE);
    while (!page.isEmpty()) {
      for (Link link : page) {
        read++;
        if (link.seq() != expected) {
          findings.add(expected, removed(expected, link.seq() - 1));
        } else if (!link.prevHash().equals(follows)) {
          findings.add(
              link.seq(),
              "Entry %d does not follow entry %d: one of them was replaced."
                  .formatted(link.seq(), link.seq() - 1));
        }
        if (!link.hash().equals(link.computedHash())) {
          findings.add(
              link.seq(), "Entry %d was edited: its hash does not fit.".formatted(link.seq()));
        }
        expected = link.seq() + 1;
        follows = link.hash();
      }
      readEvidence(page, findings);
      page = entries.after(page.get(page.size() - 1).seq(), head.seq(), PAGE);
    }
    if (expected <= head.seq()) {
      findings.add(expected, removed(expected, head.seq()));
    } else if (!head.hash().equals(follows)) {
      findings.add(
          head.seq(),
          "The head of the trail does not fit entry %d: one of them was replaced."
              .formatted(head.seq()));
    }
    return read;
  }

  private static String removed(long from, long to) {
    return from == to
        ? "Entry %d was removed.".formatted(from)
        : "Entries %d to %d were removed.".formatted(from, to);
  }

  private void readSignedHeads(Map<Path, Long> extent, Head head, Findings findings) {
    boolean[] any = new boolean[1];
    List<SignedHead> batch = new ArrayList<>(PAGE);
    extent.forEach(
        (file, length) ->
            signed.read(
                file,
                length,
                line -> {
                  any[0] = true;
                  batch.add(line);
                  if (batch.size() == PAGE) {
                    compare(batch, head, findings);
                    batch.clear();
                  }
                },
                problem -> findings.add(null, problem)));
    compare(batch, head, findings);
    if (!any[0]) {
      findings.add(
          null, "There is no signed head beside the database: a shortened trail would go unseen.");
    }
  }

  private void compare(List<SignedHead> batch, Head head, Findings findings) {
    List<Long> places =
        batch.stream()
            .map(SignedHead::seq)
            .filter(seq -> seq > 0 && seq <= head.seq())
            .distinct()
            .toList();
    Map<Long, String> hashes = places.isEmpty() ? Map.of() : entries.hashes(places);
    for (SignedHead line : batch) {
      if (line.seq() > head.seq()) {
        findings.add(
            head.seq() + 1,
            "The trail was cut off: it ends at entry %d, and entry %d was signed at %s."
                .formatted(head.seq(), line.seq(), line.at()));
      } else if (line.seq() > 0
          && hashes.containsKey(line.seq())
          && !Objects.equals(hashes.get(line.seq()), line.hash())) {
        findings.add(
            line.seq(),
            "Entry %d is not the one that was signed at %s: the trail was written anew from there or before."
                .formatted(line.seq(), line.at()));
      }
    }
  }

  /** Rows elsewhere that entries of this page vouch for and that are gone or differ. */
  private void readEvidence(List<Link> page, Findings findings) {
    for (Evidence rows : evidence) {
      String prefix = rows.kind() + "/";
      Map<String, Link> vouching = new LinkedHashMap<>();
      for (Link link : page) {
        if (link.evidence() != null && link.evidence().startsWith(prefix)) {
          vouching.put(link.evidence().substring(prefix.length()), link);
        }
      }
      if (vouching.isEmpty()) {
        continue;
      }
      Map<String, String> present = rows.digests(vouching.keySet());
      vouching.forEach(
          (key, link) -> {
            String digest = present.get(key);
            if (digest == null) {
              differs(rows, key, link, "was removed", findings);
            } else if (!digest.equals(entries.detail(link.detail()).get(Fact.DIGEST))) {
              differs(rows, key, link, "was edited", findings);
            }
          });
    }
  }

  private void differs(Evidence rows, String key, Link link, String how, Findings findings) {
    String row = rows.kind() + "/" + key;
    Long lastWord = entries.vouched(List.of(row)).get(row);
    if (lastWord != null && lastWord == link.seq()) {
      findings.add(
          link.seq(),
          "Row %s of %s, which entry %d vouches for, %s."
              .formatted(key, rows.kind(), link.seq(), how));
    }
  }

  /** Rows elsewhere that no entry vouches for: put in behind the platform's back. */
  private void readUnvouchedRows(Evidence rows, Findings findings) {
    List<String> keys = rows.keysAfter(null, PAGE);
    while (!keys.isEmpty()) {
      Map<String, Long> vouched =
          entries.vouched(keys.stream().map(key -> rows.kind() + "/" + key).toList());
      for (String key : keys) {
        if (!vouched.containsKey(rows.kind() + "/" + key)) {
          findings.add(null, "No entry vouches for row %s of %s.".formatted(key, rows.kind()));
        }
      }
      keys = rows.keysAfter(keys.get(keys.size() - 1), PAGE);
    }
  }

  private static final class Findings {

    private static final int TOLD = 20;

    private final List<String> problems = new ArrayList<>();
    private long found;
    private @Nullable Long brokenAt;

    void add(@Nullable Long seq, String problem) {
      found++;
      if (seq != null && (brokenAt == null || seq < brokenAt)) {
        brokenAt = seq;
      }
      if (problems.size() < TOLD) {
        problems.add(problem);
      }
    }

    Verification verification(long read) {
      if (found > TOLD) {
        problems.set(TOLD - 1, "And %d more.".formatted(found - TOLD + 1));
      }
      return new Verification(found == 0, read, brokenAt, problems);
    }
  }
}
