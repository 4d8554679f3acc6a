package org.changecontrol.approval;

import java.util.ArrayList;
import java.util.List;
import org.changecontrol.transaction.OncePerTransaction;
import org.jspecify.annotations.Nullable;

/**
 * The openings of a subject's gates and all that was said at them, as one transaction knows them:
 * read once, and added to by what the transaction itself puts on record. What was read while others
 * could still decide, here or elsewhere, is read again by whoever {@linkplain #hold holds} the
 * subject: he may have waited for another's vote, and somebody may have left or an item moved
 * meanwhile.
 */
final class Minutes {

  private final Gates gates;
  private final Votes votes;
  private final OncePerTransaction<String, Page> pages = new OncePerTransaction<>();

  Minutes(Gates gates, Votes votes) {
    this.gates = gates;
    this.votes = votes;
  }

  /** All openings of a subject's gates. */
  List<Gate> openings(String subject) {
    return page(subject).openings();
  }

  /** The same, and nobody else decides about the subject until this transaction ends. */
  List<Gate> hold(String subject) {
    if (!page(subject).isHeld()) {
      var held = gates.heldOf(subject);
      if (!held.isEmpty()) {
        OncePerTransaction.forgetEverything();
      }
      page(subject).hold(held);
    }
    return openings(subject);
  }

  /** All that was said about a subject, in the order in which it was said. */
  List<Vote> said(String subject) {
    return page(subject).said();
  }

  /** Puts an opening on record. */
  Gate add(Gate opening) {
    var kept = gates.save(opening);
    page(kept.subject()).add(kept);
    return kept;
  }

  /** Puts on record what was said. */
  Vote add(Gate gate, Vote said) {
    var kept = votes.save(said);
    page(gate.subject()).add(kept);
    return kept;
  }

  private Page page(String subject) {
    return pages.get(subject, () -> new Page(subject));
  }

  private final class Page {

    private final String subject;
    private @Nullable List<Gate> openings;
    private @Nullable List<Vote> said;
    private boolean held;

    private Page(String subject) {
      this.subject = subject;
    }

    private List<Gate> openings() {
      if (openings == null) {
        openings = new ArrayList<>(gates.of(subject));
      }
      return List.copyOf(openings);
    }

    private boolean isHeld() {
      return held;
    }

    private void hold(List<Gate> locked) {
      openings = new ArrayList<>(locked);
      said = null;
      held = true;
    }

    private List<Vote> said() {
      if (said == null) {
        // Nothing is said where no gate was ever opened.
        said = new ArrayList<>(openings().isEmpty() ? List.of() : votes.of(subject));
      }
      return List.copyOf(said);
    }

    private void add(Gate opening) {
      if (openings != null) {
        said();
        openings.add(opening);
      }
    }

    private void add(Vote vote) {
      if (said != null) {
        said.add(vote);
      }
    }
  }
}
