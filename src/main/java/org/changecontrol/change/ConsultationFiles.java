package org.changecontrol.change;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.changecontrol.approval.Advice;
import org.changecontrol.approval.Counsel;
import org.changecontrol.change.ConsultationDocument.Answer;
import org.changecontrol.change.ConsultationDocument.Question;
import org.changecontrol.change.ConsultationDocument.Reply;
import org.changecontrol.change.ConsultationDocument.State;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Membership;
import org.changecontrol.identity.People;
import org.changecontrol.policy.ConsultationPolicy;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.Section;
import org.changecontrol.policy.Stake;
import org.changecontrol.policy.StakeQuestion;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads who has a stake in a change, what he was asked and what he said. */
@Component
@Transactional(readOnly = true)
public class ConsultationFiles implements Counsel {

  /** More than anybody answers. */
  static final int MOST_WAITING = 200;

  private final ChangeRegister register;
  private final Changes changes;
  private final ConsultationQuestions questions;
  private final ConsultationAnswers answers;
  private final ConsultationPolicy policy;
  private final People people;
  private final Actors actors;
  private final Clock clock;

  ConsultationFiles(
      ChangeRegister register,
      Changes changes,
      ConsultationQuestions questions,
      ConsultationAnswers answers,
      ConsultationPolicy policy,
      People people,
      Actors actors,
      Clock clock) {
    this.register = register;
    this.changes = changes;
    this.questions = questions;
    this.answers = answers;
    this.policy = policy;
    this.people = people;
    this.actors = actors;
    this.clock = clock;
  }

  /**
   * Somebody who has a stake in a change.
   *
   * @param id names him for striking off; null for whom an ownership makes a stakeholder
   * @param because why, in words
   * @param how whether he is told or asked; null before the risk is known, and once he was struck
   *     off
   * @param named who named him and why; null for others
   * @param struckOff who struck him off again and why; null while he counts
   */
  public record StakeholderOnRecord(
      @Nullable Integer id,
      Stakeholder stakeholder,
      List<String> because,
      Involvement.@Nullable How how,
      @Nullable Word named,
      @Nullable Word struckOff) {}

  /** Who did something, when and why. */
  public record Word(String by, Instant at, String reason) {}

  /**
   * A question that waits for whoever is signed in.
   *
   * @param stakeholders for whom he would answer
   * @param deadline until when
   * @param answered what he said last about the change; null where he has said nothing yet
   * @param movedSince what is otherwise now than it was when he answered
   */
  public record Waiting(
      ChangeNumber change,
      String title,
      @Nullable Risk risk,
      List<Stakeholder> stakeholders,
      Instant askedAt,
      Instant deadline,
      @Nullable Stance answered,
      List<Section> movedSince) {}

  /** All who have a stake, and those who were struck off. */
  public List<StakeholderOnRecord> stakeholders(String number) {
    var change = register.change(number);
    var involvements = involvements(change);
    var named = change.namedStakeholders();
    var present =
        Stakes.in(change).entrySet().stream()
            .map(
                stake ->
                    onRecord(
                        stake.getKey(),
                        stake.getValue(),
                        named.stream()
                            .filter(NamedStakeholder::counts)
                            .filter(one -> one.who().equals(stake.getKey()))
                            .findFirst()
                            .orElse(null),
                        involvements));
    return Stream.concat(
            present, named.stream().filter(one -> !one.counts()).map(ConsultationFiles::struckOff))
        .toList();
  }

  /** How each kind of stake is involved: as it was asked last, else as it would be now. */
  private List<Involvement> involvements(Change change) {
    return change
        .consultation()
        .map(Consultation::involvements)
        .orElseGet(
            () ->
                change.risk() == null
                    ? List.of()
                    : involvementsByPolicy(policy, change, change.risk()));
  }

  static List<Involvement> involvementsByPolicy(
      ConsultationPolicy policy, Change change, Risk risk) {
    return Stream.of(Stake.values())
        .map(
            stake ->
                policy
                    .of(change.policies())
                    .involvementOf(new StakeQuestion(change.type().name(), risk, stake)))
        .toList();
  }

  private static StakeholderOnRecord onRecord(
      Stakeholder who,
      Stakes stakes,
      @Nullable NamedStakeholder named,
      List<Involvement> involvements) {
    return new StakeholderOnRecord(
        named == null ? null : named.id(),
        who,
        List.copyOf(stakes.because()),
        involvements.stream()
            .filter(involvement -> stakes.kinds().contains(involvement.stake()))
            .map(Involvement::how)
            .max(Involvement.How::compareTo)
            .orElse(null),
        named == null ? null : new Word(named.by(), named.at(), named.reason()),
        null);
  }

  static StakeholderOnRecord struckOff(NamedStakeholder named) {
    var struckOff = Objects.requireNonNull(named.struckOff());
    return new StakeholderOnRecord(
        named.id(),
        named.who(),
        List.of(),
        null,
        new Word(named.by(), named.at(), named.reason()),
        new Word(struckOff.by(), struckOff.at(), struckOff.reason()));
  }

  /** The whole of it; also where nobody was asked. */
  public ConsultationDocument consultation(String number) {
    var change = register.change(number);
    return of(change)
        .orElseGet(
            () ->
                new ConsultationDocument(
                    State.NONE,
                    0,
                    null,
                    List.of(),
                    List.of(),
                    change.consultation().map(Consultation::involvements).orElse(List.of())));
  }

  /** Nothing where nobody was ever asked; that is known without asking the database. */
  Optional<ConsultationDocument> of(Change change) {
    return Optional.ofNullable(of(List.of(change)).get(change.number()));
  }

  /** Those of several changes, by their number, without those about which nobody was ever asked. */
  Map<ChangeNumber, ConsultationDocument> of(Collection<Change> several) {
    var asked =
        several.stream()
            .filter(change -> change.consultation().filter(Consultation::everAsked).isPresent())
            .collect(
                Collectors.toMap(
                    change -> change.number().serial(),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new));
    if (asked.isEmpty()) {
      return Map.of();
    }
    var now = clock.instant();
    var put =
        questions.about(asked.keySet()).stream()
            .collect(Collectors.groupingBy(ConsultationQuestion::changeId));
    var said =
        answers.about(asked.keySet()).stream()
            .collect(Collectors.groupingBy(ConsultationAnswer::changeId));
    var members = membersOf(asked.values(), put, now);
    var documents = new LinkedHashMap<ChangeNumber, ConsultationDocument>();
    asked.forEach(
        (serial, change) ->
            documents.put(
                change.number(),
                document(
                    change,
                    put.getOrDefault(serial, List.of()),
                    said.getOrDefault(serial, List.of()),
                    members,
                    now)));
    return documents;
  }

  /** Who belongs to the groups that may still answer, and who holds an office that never does. */
  private Map<String, Set<String>> membersOf(
      Collection<Change> several, Map<Long, List<ConsultationQuestion>> put, Instant now) {
    var groups =
        several.stream()
            .filter(change -> change.state() == ChangeState.AUTHORISING)
            .flatMap(change -> put.getOrDefault(change.number().serial(), List.of()).stream())
            .filter(question -> question.isOpenAt(now))
            .map(ConsultationQuestion::stakeholder)
            .map(who -> who.kind() == Stakeholder.Kind.GROUP ? who.name() : "")
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (groups.isEmpty()) {
      return Map.of();
    }
    groups.remove("");
    groups.addAll(Voices.NEVER);
    return people.membersOf(groups).stream()
        .collect(
            Collectors.groupingBy(
                Membership::group,
                Collectors.mapping(
                    Membership::person, Collectors.toCollection(LinkedHashSet::new))));
  }

  private static ConsultationDocument document(
      Change change,
      List<ConsultationQuestion> put,
      List<ConsultationAnswer> said,
      Map<String, Set<String>> members,
      Instant now) {
    var consultation = change.consultation().orElseThrow();
    var answers = answers(said, Consultation.sectionsOf(change));
    var authorising = change.state() == ChangeState.AUTHORISING;
    var questions =
        put.stream()
            .filter(question -> question.round() == consultation.round())
            .map(question -> question(change, question, answers, members, authorising, now))
            .toList();
    var open =
        authorising
            && questions.stream()
                .anyMatch(
                    question ->
                        question.reply() != Reply.WITHDRAWN && now.isBefore(question.deadline()));
    return new ConsultationDocument(
        open ? State.OPEN : State.CLOSED,
        consultation.round(),
        put.stream()
            .filter(question -> question.round() == consultation.round())
            .map(ConsultationQuestion::askedAt)
            .min(Instant::compareTo)
            .orElse(null),
        questions,
        answers,
        consultation.involvements());
  }

  private static List<Answer> answers(List<ConsultationAnswer> said, Map<Section, String> now) {
    var last = new LinkedHashMap<String, ConsultationAnswer>();
    said.forEach(answer -> last.put(answer.person(), answer));
    return said.stream()
        .map(
            answer ->
                new Answer(
                    answer.id(),
                    answer.person(),
                    answer.standsFor(),
                    answer.stance(),
                    answer.text(),
                    answer.answeredAt(),
                    last.get(answer.person()) == answer,
                    Consultation.moved(answer.judged(), now)))
        .toList();
  }

  private static Question question(
      Change change,
      ConsultationQuestion question,
      List<Answer> answers,
      Map<String, Set<String>> members,
      boolean authorising,
      Instant now) {
    var who = question.stakeholder();
    var open = authorising && question.isOpenAt(now);
    Reply reply;
    if (!question.isPutBy(change)) {
      reply = Reply.WITHDRAWN;
    } else if (answers.stream()
        .filter(Answer::standing)
        .filter(answer -> answer.movedSince().isEmpty())
        .anyMatch(answer -> answer.standsFor().contains(who))) {
      reply = Reply.ANSWERED;
    } else {
      reply = open ? Reply.WAITING : Reply.NO_ANSWER;
    }
    return new Question(
        who,
        question.because(),
        question.askedAt(),
        question.deadline(),
        reply,
        open && reply != Reply.WITHDRAWN ? voices(change, who, members) : List.of());
  }

  private static List<String> voices(
      Change change, Stakeholder who, Map<String, Set<String>> members) {
    var all =
        who.kind() == Stakeholder.Kind.GROUP
            ? members.getOrDefault(who.name(), Set.of())
            : Set.of(who.name());
    return all.stream()
        .filter(person -> !Voices.isInvolved(change, person))
        .filter(
            person ->
                Voices.NEVER.stream()
                    .noneMatch(office -> members.getOrDefault(office, Set.of()).contains(person)))
        .sorted()
        .toList();
  }

  /** What waits for whoever is signed in, the most urgent first. */
  public List<Waiting> mine() {
    var actor = actors.current();
    if (actor.isInAny(Voices.NEVER)) {
      return List.of();
    }
    var groups = actor.groups().isEmpty() ? Set.of("") : actor.groups();
    var open =
        questions.open(actor.id(), groups, clock.instant(), Limit.of(MOST_WAITING)).stream()
            .collect(
                Collectors.groupingBy(
                    ConsultationQuestion::changeId, LinkedHashMap::new, Collectors.toList()));
    if (open.isEmpty()) {
      return List.of();
    }
    var found =
        changes.findAllById(open.keySet()).stream()
            .collect(Collectors.toMap(change -> change.number().serial(), Function.identity()));
    var said =
        answers.about(open.keySet()).stream()
            .filter(answer -> answer.person().equals(actor.id()))
            .collect(
                Collectors.toMap(
                    ConsultationAnswer::changeId, Function.identity(), (one, later) -> later));
    return open.entrySet().stream()
        .flatMap(
            asked ->
                waiting(
                    found.get(asked.getKey()),
                    asked.getValue(),
                    said.get(asked.getKey()),
                    actor.id()))
        .toList();
  }

  private static Stream<Waiting> waiting(
      @Nullable Change change,
      List<ConsultationQuestion> asked,
      @Nullable ConsultationAnswer said,
      String person) {
    if (change == null || Voices.isInvolved(change, person)) {
      return Stream.empty();
    }
    var put = asked.stream().filter(question -> question.isPutBy(change)).toList();
    if (put.isEmpty()) {
      return Stream.empty();
    }
    return Stream.of(
        new Waiting(
            change.number(),
            change.title(),
            change.risk(),
            put.stream().map(ConsultationQuestion::stakeholder).toList(),
            put.get(0).askedAt(),
            put.stream().map(ConsultationQuestion::deadline).max(Instant::compareTo).orElseThrow(),
            said == null ? null : said.stance(),
            said == null
                ? List.of()
                : Consultation.moved(said.judged(), Consultation.sectionsOf(change))));
  }

  @Override
  public List<Advice> on(String number) {
    return of(register.change(number)).stream()
        .flatMap(document -> document.standing().stream())
        .map(
            answer ->
                new Advice(
                    answer.person(),
                    answer.standsFor().stream().map(Stakeholder::name).toList(),
                    answer.stance().name(),
                    answer.text(),
                    answer.at(),
                    answer.movedSince()))
        .toList();
  }
}
