package org.changecontrol.change;

import java.time.Instant;
import java.util.List;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.Section;
import org.jspecify.annotations.Nullable;

/**
 * What stakeholders of a change were asked and what they said, as people and pipelines read it. It
 * blocks nothing and decides nothing.
 *
 * @param round counts how often the questions were put anew because what they are about had
 *     changed; 0 while nobody was asked
 * @param questions those that are put now, and those of them that were withdrawn
 * @param answers all that were ever given, in the order in which they were given
 * @param policy what the policy said of each kind of stake, with inputs, matched rules and version;
 *     empty before the gates were determined
 */
public record ConsultationDocument(
    State state,
    int round,
    @Nullable Instant openedAt,
    List<Question> questions,
    List<Answer> answers,
    List<Involvement> policy) {

  /** Where a consultation stands. */
  public enum State {
    /** Nobody was asked. */
    NONE,
    /** Somebody may still answer. */
    OPEN,
    /** Nobody may answer now: time is up, or the change is not in front of its gates. */
    CLOSED
  }

  /** What became of a question. */
  public enum Reply {
    /** There is time to answer. */
    WAITING,
    /** Somebody has answered it for the stakeholder, about the change as it is now. */
    ANSWERED,
    /** Nobody answered in time. */
    NO_ANSWER,
    /** Whoever was named for it was struck off again. */
    WITHDRAWN
  }

  /**
   * @param because why he is a stakeholder, in words
   * @param deadline until when it may be answered, and an answer replaced
   * @param mayAnswer who could answer it now; empty unless it waits or was answered in time
   */
  public record Question(
      Stakeholder stakeholder,
      List<String> because,
      Instant askedAt,
      Instant deadline,
      Reply reply,
      List<String> mayAnswer) {}

  /**
   * @param standsFor the stakeholders for whom it was given
   * @param standing whether it is the person's last word
   * @param movedSince what is otherwise now than it was for whoever answered: PLAN, SCOPE, WINDOW;
   *     empty for an answer about the change as it is
   */
  public record Answer(
      long id,
      String person,
      List<Stakeholder> standsFor,
      Stance stance,
      String text,
      Instant at,
      boolean standing,
      List<Section> movedSince) {}

  /** The same without answers that were replaced. */
  ConsultationDocument asItStands() {
    return new ConsultationDocument(state, round, openedAt, questions, standing(), policy);
  }

  /** Answers that nobody has replaced. */
  List<Answer> standing() {
    return answers.stream().filter(Answer::standing).toList();
  }

  /** Questions that somebody may answer at that moment. */
  List<Question> open(Instant now) {
    return state == State.OPEN
        ? questions.stream()
            .filter(question -> question.reply() != Reply.WITHDRAWN)
            .filter(question -> now.isBefore(question.deadline()))
            .toList()
        : List.of();
  }
}
