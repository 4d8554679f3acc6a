package org.changecontrol.approval;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.test.util.ReflectionTestUtils;

/** Gates and votes without a database. */
final class OnPaper {

  static final class PaperGates implements Gates {

    private final List<Gate> kept = new ArrayList<>();

    @Override
    public Gate save(Gate gate) {
      ReflectionTestUtils.setField(gate, "id", kept.size() + 1L);
      kept.add(gate);
      return gate;
    }

    @Override
    public Optional<Gate> findById(long id) {
      return kept.stream().filter(gate -> gate.id() == id).findFirst();
    }

    @Override
    public List<Gate> of(String subject) {
      return kept.stream().filter(gate -> gate.subject().equals(subject)).toList();
    }

    @Override
    public List<Gate> heldOf(String subject) {
      return of(subject);
    }

    @Override
    public List<Gate> open() {
      return kept.stream().filter(Gate::isOpen).toList();
    }

    @Override
    public Optional<String> subjectOf(long id) {
      return findById(id).map(Gate::subject);
    }
  }

  static final class PaperVotes implements Votes {

    final List<Vote> kept = new ArrayList<>();

    @Override
    public Vote save(Vote vote) {
      ReflectionTestUtils.setField(vote, "id", kept.size() + 1L);
      kept.add(vote);
      return vote;
    }

    @Override
    public List<Vote> of(String subject) {
      return kept.stream()
          .filter(vote -> subject.equals(ReflectionTestUtils.getField(vote, "subject")))
          .sorted(Comparator.comparing(Vote::castAt).thenComparing(Vote::id))
          .toList();
    }

    @Override
    public List<Long> idsAfter(long last, Limit limit) {
      return kept.stream().map(Vote::id).filter(id -> id > last).limit(limit.max()).toList();
    }

    @Override
    public List<Vote> withIds(Collection<Long> ids) {
      return kept.stream().filter(vote -> ids.contains(vote.id())).toList();
    }
  }

  private OnPaper() {}
}
