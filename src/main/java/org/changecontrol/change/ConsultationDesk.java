package org.changecontrol.change;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.People;
import org.changecontrol.policy.ConsultationPolicy;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Stake;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Submission;
import org.changecontrol.problem.TooLarge;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Asks those who have a stake in a change and takes their answers. Nothing waits for them: they
 * stand in front of the approvers, who decide.
 */
@Component
@Transactional
public class ConsultationDesk {

  /** How many stakeholders people may name for one change, those struck off included. */
  static final int MOST_NAMED = 50;

  /** The reasons rest with the change itself and are read with it, so they are short. */
  static final int LONGEST_REASON = 1_000;

  /** How often one person may answer about one change. */
  static final int MOST_ANSWERS = 20;

  private static final List<String> NAMING = List.of("group", "person", "reason");
  private static final List<String> ANSWER = List.of("stance", "text");

  private final ChangeRegister register;
  private final ConsultationQuestions questions;
  private final ConsultationAnswers answers;
  private final ConsultationFiles files;
  private final ConsultationPolicy policy;
  private final People people;
  private final Actors actors;
  private final Announcements announcements;
  private final Clock clock;

  ConsultationDesk(
      ChangeRegister register,
      ConsultationQuestions questions,
      ConsultationAnswers answers,
      ConsultationFiles files,
      ConsultationPolicy policy,
      People people,
      Actors actors,
      Announcements announcements,
      Clock clock) {
    this.register = register;
    this.questions = questions;
    this.answers = answers;
    this.files = files;
    this.policy = policy;
    this.people = people;
    this.actors = actors;
    this.announcements = announcements;
    this.clock = clock;
  }

  /**
   * The gates are determined: whom the policy wants asked is asked. Where the gates are determined
   * again, only those are asked who have not been, unless what they were asked about has changed:
   * then everybody is, anew. Where nobody is to be asked this reads and writes nothing of its own.
   */
  void open(Change change) {
    var now = now();
    var involvements =
        ConsultationFiles.involvementsByPolicy(
            policy, change, change.risk() == null ? Risk.CRITICAL : change.risk());
    var before = change.consultation().orElse(null);
    var round = before == null ? 0 : before.round();
    var consultation = new Consultation(round, now, Consultation.sectionsOf(change), involvements);
    var wanted = toBeAsked(change, consultation);
    if (wanted.isEmpty() && !consultation.everAsked()) {
      change.consulted(consultation);
      return;
    }
    var asked = asked(change);
    if (before == null
        || !before.everAsked()
        || !before.sections().equals(consultation.sections())
        || !wanted.keySet().containsAll(asked)) {
      consultation =
          new Consultation(round + 1, now, consultation.sections(), consultation.involvements());
      asked = Set.of();
    }
    change.consulted(consultation);
    wanted.keySet().removeAll(asked);
    ask(change, consultation, wanted);
  }

  /** Those of the present round whose question still stands. */
  private Set<Stakeholder> asked(Change change) {
    return change.consultation().filter(Consultation::everAsked).isEmpty()
        ? Set.of()
        : questions.about(List.of(change.number().serial())).stream()
            .filter(question -> question.isPutBy(change))
            .map(ConsultationQuestion::stakeholder)
            .collect(Collectors.toSet());
  }

  private static Map<Stakeholder, Stakes> toBeAsked(Change change, Consultation consultation) {
    var wanted = new LinkedHashMap<Stakeholder, Stakes>();
    Stakes.in(change)
        .forEach(
            (who, stakes) -> {
              if (deadline(consultation, stakes) != null) {
                wanted.put(who, stakes);
              }
            });
    return wanted;
  }

  /** The longest that any of the stakes grants; null where none of them is a reason to ask. */
  private static @Nullable Duration deadline(Consultation consultation, Stakes stakes) {
    return stakes.kinds().stream()
        .map(consultation::of)
        .map(Involvement::deadline)
        .filter(Objects::nonNull)
        .max(Duration::compareTo)
        .orElse(null);
  }

  private void ask(Change change, Consultation consultation, Map<Stakeholder, Stakes> wanted) {
    if (wanted.isEmpty()) {
      return;
    }
    var now = now();
    var put = new ArrayList<ConsultationQuestion>();
    wanted.forEach(
        (who, stakes) ->
            put.add(
                new ConsultationQuestion(
                    change.number().serial(),
                    consultation.round(),
                    who,
                    stakes,
                    now,
                    until(change, now, Objects.requireNonNull(deadline(consultation, stakes))))));
    questions.saveAll(put);
    announcements.announce(
        change,
        "StakeholdersAsked",
        null,
        Map.of(
            "round", consultation.round(),
            "stakeholders", names(wanted.keySet()),
            "until",
                put.stream()
                    .map(ConsultationQuestion::deadline)
                    .max(Instant::compareTo)
                    .orElse(now)
                    .toString(),
            "policyVersion", consultation.of(Stake.BY_HAND).policyVersion()));
  }

  /**
   * The planned start ends it sooner. In a window that is open already only the scheduling does, or
   * the time that the policy grants.
   */
  private static Instant until(Change change, Instant now, Duration granted) {
    var end = now.plus(granted);
    var start = change.content().plannedStart();
    return start != null && start.isAfter(now) && start.isBefore(end) ? start : end;
  }

  /**
   * Names somebody whom no ownership tells of, with a reason; in front of the gates he is asked at
   * once where the policy wants him asked.
   */
  public ConsultationFiles.StakeholderOnRecord name(String number, Map<String, ?> fields) {
    var change = editable(number);
    var submission = new Submission(fields, NAMING);
    var who = named(change, submission);
    var reason = submission.requiredText("reason", LONGEST_REASON);
    submission.check();
    var roll = change.namedStakeholders();
    if (change.isNamed(Objects.requireNonNull(who))) {
      throw new NotNow(who.name() + " is named as a stakeholder of " + number + " already");
    }
    if (roll.size() >= MOST_NAMED) {
      throw new TooLarge(
          MOST_NAMED + " stakeholders were named for " + number + " already, which is the most");
    }
    var named =
        new NamedStakeholder(roll.size() + 1, who, reason, actors.current().id(), now(), null);
    change.name(named);
    announcements.announce(
        change,
        "StakeholderNamed",
        reason,
        Map.of("kind", who.kind().name(), "stakeholder", who.name()));
    change
        .consultation()
        .filter(consultation -> change.state() == ChangeState.AUTHORISING)
        .ifPresent(consultation -> askAsWell(change, consultation, who));
    return files.stakeholders(number).stream()
        .filter(one -> Integer.valueOf(named.id()).equals(one.id()))
        .findFirst()
        .orElseThrow();
  }

  private void askAsWell(Change change, Consultation consultation, Stakeholder who) {
    var stakes = toBeAsked(change, consultation).get(who);
    if (stakes == null || everAsked(change, who)) {
      return;
    }
    var present =
        consultation.everAsked()
            ? consultation
            : new Consultation(
                1, consultation.at(), consultation.sections(), consultation.involvements());
    change.consulted(present);
    ask(change, present, Map.of(who, stakes));
  }

  /** Whoever was struck off and is named again has his question back, with its deadline. */
  private boolean everAsked(Change change, Stakeholder who) {
    var round = change.consultation().map(Consultation::round).orElse(0);
    return round > 0
        && questions.about(List.of(change.number().serial())).stream()
            .anyMatch(question -> question.round() == round && question.stakeholder().equals(who));
  }

  private @Nullable Stakeholder named(Change change, Submission submission) {
    var group = submission.text("group", RequestReader.LONGEST_NAME);
    var person = submission.text("person", RequestReader.LONGEST_NAME);
    if (submission.has("group") && submission.has("person")) {
      submission.problem("person", person, "is one too many: name a group or a person");
      return null;
    }
    if (group != null) {
      if (!people.groupExists(group)) {
        submission.problem("group", group, "is no group here");
      } else if (Voices.NEVER.contains(group)) {
        submission.problem("group", group, "never answers; name who is affected");
      }
      return Stakeholder.group(group);
    }
    if (person != null) {
      if (!people.exists(person)) {
        submission.problem("person", person, "is nobody's account here");
      } else if (Voices.isInvolved(change, person)) {
        submission.problem(
            "person", person, "requested or implements " + change.number() + " himself");
      } else if (people.groupsOf(person).stream().anyMatch(Voices.NEVER::contains)) {
        submission.problem("person", person, "holds an office that never answers");
      }
      return Stakeholder.person(person);
    }
    if (!submission.has("group") && !submission.has("person")) {
      submission.problem("group", null, "is required, or a person");
    }
    return null;
  }

  /**
   * Strikes off somebody who was named, with a reason. Both stay on record, and so does what he has
   * said: an objection does not go away with whoever raised it.
   *
   * @param id its number within the change
   */
  public void strikeOff(String number, int id, Map<String, ?> fields) {
    var change = editable(number);
    var named =
        change.namedStakeholders().stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow(() -> new NotVisible("No stakeholder " + id + " was named for " + number));
    if (!named.counts()) {
      throw new NotNow(named.who().name() + " was struck off already");
    }
    var submission = new Submission(fields, List.of("reason"));
    var reason = submission.requiredText("reason", LONGEST_REASON);
    submission.check();
    change.strikeOff(
        named.struckOff(new NamedStakeholder.StruckOff(actors.current().id(), now(), reason)));
    announcements.announce(
        change,
        "StakeholderStruckOff",
        reason,
        Map.of("kind", named.who().kind().name(), "stakeholder", named.who().name()));
  }

  private Change editable(String number) {
    var change = register.change(number);
    Responsibility.STAKEHOLDERS.require(change, actors.current());
    if (!change.state().isBeforeWork()) {
      throw new NotNow(
          number + " is " + change.state() + "; stakeholders are named before work begins");
    }
    return change;
  }

  /**
   * The present actor says what he thinks, for all stakeholders that were asked and whose voice he
   * is. Said again it takes the place of what he said before, which stays on record.
   *
   * @throws NotAllowed when he is nobody's voice here
   * @throws NotNow when nobody was asked, time is up, or the change is not in front of its gates
   */
  public ConsultationDocument.Answer answer(String number, Map<String, ?> fields) {
    // Nobody schedules it between the look at its state and the answer.
    var change = register.held(number);
    var actor = actors.current();
    var asked = spokenFor(change, actor);
    var submission = new Submission(fields, ANSWER);
    var stance = submission.requiredChoice("stance", Stance.class);
    var text = submission.requiredText("text", Submission.LONGEST_TEXT);
    submission.check();
    var before =
        answers.about(List.of(change.number().serial())).stream()
            .filter(answer -> answer.person().equals(actor.id()))
            .toList();
    if (before.size() >= MOST_ANSWERS) {
      throw new TooLarge(
          actor.id()
              + " has answered "
              + MOST_ANSWERS
              + " times about "
              + number
              + ", which is the most");
    }
    var given =
        answers.save(
            new ConsultationAnswer(
                change.number().serial(),
                actor.id(),
                asked,
                stance,
                text,
                now(),
                Consultation.sectionsOf(change)));
    announcements.announce(change, "ConsultationAnswered", text, onRecord(given, before));
    return new ConsultationDocument.Answer(
        given.id(),
        given.person(),
        given.standsFor(),
        given.stance(),
        given.text(),
        given.answeredAt(),
        true,
        List.of());
  }

  private static Map<String, Object> onRecord(
      ConsultationAnswer given, List<ConsultationAnswer> before) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("stance", given.stance().name());
    detail.put("standsFor", names(given.standsFor()));
    if (!before.isEmpty()) {
      detail.put("inPlaceOf", before.get(before.size() - 1).id());
    }
    var judged = new LinkedHashMap<String, Object>();
    given.judged().forEach((section, hash) -> judged.put(section.name(), hash));
    detail.put("judged", judged);
    detail.put(Fact.EVIDENCE, AnswerRows.KIND + "/" + given.id());
    detail.put(Fact.DIGEST, given.digest());
    return detail;
  }

  private List<Stakeholder> spokenFor(Change change, Actor actor) {
    var bar = Voices.bar(change, actor);
    if (bar != null) {
      throw new NotAllowed(actor.id() + " " + bar);
    }
    if (change.consultation().filter(Consultation::everAsked).isEmpty()) {
      throw new NotNow("Nobody is consulted about " + change.number());
    }
    var put =
        questions.about(List.of(change.number().serial())).stream()
            .filter(question -> question.isPutBy(change))
            .toList();
    var his = put.stream().filter(one -> one.stakeholder().isVoicedBy(actor)).toList();
    if (his.isEmpty()) {
      throw new NotAllowed(
          actor.id()
              + " is not asked about "
              + change.number()
              + "; these are: "
              + String.join(
                  ", ", names(put.stream().map(ConsultationQuestion::stakeholder).toList())));
    }
    change.require("answered about", ChangeState.AUTHORISING);
    var open = his.stream().filter(question -> question.isOpenAt(now())).toList();
    if (open.isEmpty()) {
      throw new NotNow(
          "The time to answer about "
              + change.number()
              + " ended at "
              + his.stream()
                  .map(ConsultationQuestion::deadline)
                  .max(Instant::compareTo)
                  .orElseThrow());
    }
    return open.stream().map(ConsultationQuestion::stakeholder).toList();
  }

  private static List<String> names(Collection<Stakeholder> stakeholders) {
    return stakeholders.stream().map(Stakeholder::name).toList();
  }

  /** To the microsecond, as it is kept. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
