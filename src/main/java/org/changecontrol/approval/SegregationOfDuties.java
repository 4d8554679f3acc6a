package org.changecontrol.approval;

import java.util.List;
import java.util.Set;
import org.changecontrol.identity.Groups;
import org.jspecify.annotations.Nullable;

/**
 * Who decides nothing here (NIST SP 800-53 AC-5). The rules in the order in which they are told.
 */
final class SegregationOfDuties {

  static final List<Bar> RULES =
      List.of(new NoStakeInTheSubject(), new NoOfficeWithoutAVote(), new OneVotePerPerson());

  /** The rules for who gives a ballot to another: he may have voted elsewhere. */
  static final List<Bar> OF_A_HAND = List.of(new NoStakeInTheSubject(), new NoOfficeWithoutAVote());

  /** Groups whose members decide nothing. */
  static final Set<String> OFFICES = Set.of(Groups.ADMINISTRATORS, Groups.ROBOTS, Groups.AUDITORS);

  private SegregationOfDuties() {}

  /**
   * Requester, implementer and their delegates do not decide their own change, nor does who has
   * lowered its risk.
   */
  record NoStakeInTheSubject() implements Bar {
    @Override
    public @Nullable String against(String person, Election election) {
      return election.subject().barred().contains(person)
              || election.standsInForOneOf(election.subject().barred(), person)
          ? "requests or implements "
              + election.subject().subject()
              + ", has lowered its risk, or stands in for who does"
          : null;
    }
  }

  /**
   * Administrators could make themselves members of any group, robots decide nothing, auditors only
   * read.
   */
  record NoOfficeWithoutAVote() implements Bar {

    @Override
    public @Nullable String against(String person, Election election) {
      for (var office : OFFICES) {
        if (election.affiliations().everBetween(person, office, election.opened(), election.at())) {
          return "belongs to " + office + ", who never vote";
        }
      }
      return null;
    }
  }

  /** Who voted at another gate of this subject has had his say. */
  record OneVotePerPerson() implements Bar {
    @Override
    public @Nullable String against(String person, Election election) {
      return election.votedElsewhere().contains(person)
          ? "has voted at another gate of " + election.subject().subject()
          : null;
    }
  }
}
