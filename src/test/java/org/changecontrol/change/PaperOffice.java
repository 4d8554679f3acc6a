package org.changecontrol.change;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.changecontrol.approval.ApprovalGates;
import org.changecontrol.approval.NobodyDecided;
import org.changecontrol.approval.PaperApprovals;
import org.changecontrol.calendar.ChangeCalendar;
import org.changecontrol.calendar.Restrictions;
import org.changecontrol.calendar.WindowConflict;
import org.changecontrol.calendar.WorkingTimes;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.cmdb.Cause;
import org.changecontrol.cmdb.ConfigurationControl;
import org.changecontrol.cmdb.Estate;
import org.changecontrol.cmdb.Impact;
import org.changecontrol.cmdb.ImpactAnalysis;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemSnapshot;
import org.changecontrol.cmdb.LifecycleState;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.fact.Fact;
import org.changecontrol.policy.ApprovalPolicy;
import org.changecontrol.policy.ConsultationPolicy;
import org.changecontrol.policy.GateQuestion;
import org.changecontrol.policy.Involvement;
import org.changecontrol.policy.PolicySet;
import org.changecontrol.policy.RequiredGate;
import org.changecontrol.policy.ReviewDeadline;
import org.changecontrol.policy.Risk;
import org.changecontrol.policy.RiskPolicy;
import org.changecontrol.policy.RiskQuestion;
import org.changecontrol.policy.RiskRating;
import org.changecontrol.policy.StakeQuestion;
import org.changecontrol.policy.dmn.PoliciesFromFiles;
import org.changecontrol.problem.NotVisible;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Change control without a database and without an engine: the desk, the gates and the policy are
 * the platform's own, the estate and the calendar are what a test says.
 */
final class PaperOffice {

  private static final RiskPolicy RISK = new RememberedRisk();
  private static final ApprovalPolicy APPROVAL = new RememberedApproval();
  private static final ConsultationPolicy CONSULTATION = new RememberedConsultation();

  /** What is carried out here follows no model and proposes none. */
  private static final ModelCatalogue NO_MODELS =
      mock(ModelCatalogue.class, withSettings().stubOnly());

  /** A service that suffers from whatever is worked on. */
  record Service(ItemKey key, String owner, int criticality) {}

  final PaperApprovals approvals = new PaperApprovals(this::judged, this::hears);
  final List<Service> services = new ArrayList<>();
  final List<Fact> facts = new ArrayList<>();
  boolean highRisk;
  boolean conflict;

  final ChangeDesk desk;
  final ChangeIntake intake;

  private final Map<Long, Change> records = new HashMap<>();
  private final List<ConsultationQuestion> questions = new ArrayList<>();
  private final ChangesUnderJudgement underJudgement;
  private final BiConsumer<String, String> effect;

  /**
   * @param effect called whenever a change touches the estate, with its number and with what it
   *     does: {@code reserve}, {@code begin} or {@code apply}
   */
  PaperOffice(BiConsumer<String, String> effect) {
    this.effect = effect;
    var clock = approvals.clock();
    var changes = paper(Changes.class, this::onRecord);
    var register = new ChangeRegister(changes);
    var estate = paper(Estate.class, this::inTheEstate);
    var control = paper(ConfigurationControl.class, this::controlled);
    var calendar =
        paper(
            ChangeCalendar.class,
            (method, arguments) ->
                method.equals("conflicts") ? conflicts(arguments) : nothing(method));
    var workingTimes = paper(WorkingTimes.class, (method, arguments) -> Restrictions.NONE);
    var impacts = paper(ImpactAnalysis.class, (method, arguments) -> impact());
    var announcements = new Announcements(this::hears);
    var assessor =
        new ChangeAssessor(
            impacts,
            estate,
            control,
            calendar,
            workingTimes,
            new TouchedItems(estate, null),
            RISK,
            APPROVAL,
            gates(),
            changes,
            announcements,
            clock);
    var reader = new RequestReader(new ObjectMapper(), approvals.people(), clock);
    var preauthorisations =
        new Preauthorisations(
            null,
            PoliciesFromFiles.eligibility(),
            assessor,
            changes,
            estate,
            null,
            announcements,
            clock);
    underJudgement = new ChangesUnderJudgement(register, assessor, estate);
    var foreman =
        new Foreman(
            register, null, gates(), approvals.people(), approvals.actors(), announcements, clock);
    var work =
        new WorkDesk(
            register,
            null,
            null,
            null,
            approvals.people(),
            approvals.actors(),
            announcements,
            foreman,
            clock);
    intake =
        new ChangeIntake(
            changes,
            register,
            reader,
            null,
            estate,
            control,
            calendar,
            work,
            approvals.actors(),
            announcements,
            clock);
    desk =
        new ChangeDesk(
            register,
            intake,
            assessor,
            preauthorisations,
            NO_MODELS,
            control,
            calendar,
            gates(),
            foreman,
            new ConsultationDesk(
                register,
                paper(ConsultationQuestions.class, this::asked),
                paper(ConsultationAnswers.class, (method, arguments) -> nothing(method)),
                null,
                CONSULTATION,
                approvals.people(),
                approvals.actors(),
                announcements,
                clock),
            announcements,
            approvals.actors(),
            clock);
  }

  ApprovalGates gates() {
    return approvals.gates();
  }

  Clock clock() {
    return approvals.clock();
  }

  Change change(String number) {
    return records.get(Long.parseLong(number.substring(4)));
  }

  private org.changecontrol.approval.JudgedSubject judged(String number) {
    if (change(number) == null) {
      throw new NotVisible("There is no change " + number);
    }
    return underJudgement.judged(number);
  }

  private void hears(Object event) {
    if (event instanceof NobodyDecided undecided) {
      desk.on(undecided);
    } else if (event instanceof Fact fact) {
      facts.add(fact);
    }
  }

  // --- what is kept

  private Object onRecord(String method, Object... arguments) {
    return switch (method) {
      case "save" -> {
        var change = (Change) arguments[0];
        long id = records.size() + 1L;
        ReflectionTestUtils.setField(change, "id", id);
        records.put(id, change);
        yield change;
      }
      case "findById" -> Optional.ofNullable(records.get((Long) arguments[0]));
      case "trackRecord" -> TrackRecord.NONE;
      case "failuresOf" -> 0L;
      case "overdueReviews" -> List.of();
      case "findByRequesterAndIdempotencyKey" -> Optional.empty();
      default -> nothing(method);
    };
  }

  /** Stakeholders are asked; here nobody answers. */
  private Object asked(String method, Object... arguments) {
    return switch (method) {
      case "saveAll" -> {
        ((Iterable<?>) arguments[0])
            .forEach(question -> questions.add((ConsultationQuestion) question));
        yield arguments[0];
      }
      case "about" ->
          questions.stream()
              .filter(question -> ((Collection<?>) arguments[0]).contains(question.changeId()))
              .toList();
      default -> nothing(method);
    };
  }

  // --- the estate and the calendar

  private Object inTheEstate(String method, Object... arguments) {
    return switch (method) {
      case "resolve" -> {
        var named = new LinkedHashMap<String, ItemKey>();
        for (var name : (Collection<?>) arguments[0]) {
          named.put(name.toString(), new ItemKey(name.toString()));
        }
        yield named;
      }
      case "find" -> {
        var found = new LinkedHashMap<ItemKey, ItemSnapshot>();
        for (var key : (Collection<?>) arguments[0]) {
          found.put((ItemKey) key, item((ItemKey) key));
        }
        yield found;
      }
      default -> nothing(method);
    };
  }

  private ItemSnapshot item(ItemKey key) {
    var service = services.stream().filter(one -> one.key().equals(key)).findFirst();
    return new ItemSnapshot(
        key,
        service.isPresent() ? "service" : "virtual-machine",
        key.value(),
        LifecycleState.IN_USE,
        service.map(Service::criticality).orElse(2),
        "production",
        null,
        service.map(Service::owner).orElse("platform"),
        Map.of(),
        highRisk && service.isEmpty(),
        Map.of(),
        1,
        Map.of(),
        null);
  }

  private Impact impact() {
    return new Impact(List.of(), services.stream().map(Service::key).toList(), false);
  }

  private List<WindowConflict> conflicts(Object... arguments) {
    return conflict
        ? List.of(
            new WindowConflict(
                "CHG-999999", "CI-000001", (org.changecontrol.calendar.ChangeWindow) arguments[2]))
        : List.of();
  }

  private Object controlled(String method, Object... arguments) {
    return switch (method) {
      case "plan" -> PlannedOperations.NONE;
      case "reserve" -> {
        touches(method, (Cause) arguments[1]);
        yield arguments[0];
      }
      case "begin" -> touches(method, (Cause) arguments[2]);
      case "apply" -> touches(method, (Cause) arguments[1]);
      case "discrepancies", "capabilities" -> List.of();
      case "reportedSince" -> false;
      case "release", "backOut", "complete", "confirm" -> null;
      default -> nothing(method);
    };
  }

  private Object touches(String effect, Cause cause) {
    this.effect.accept(cause.reference(), effect);
    return null;
  }

  // --- paper

  /** What a method of a paper thing answers, by its name. */
  private interface Answer {
    Object to(String method, Object... arguments);
  }

  private static <T> T paper(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                answer.to(method.getName(), arguments == null ? new Object[0] : arguments)));
  }

  private static Object nothing(String method) {
    if (List.of("book", "bookFirst", "release", "flush").contains(method)) {
      return null;
    }
    throw new AssertionError("nobody said what " + method + " answers");
  }

  /** The tables of the files, each question asked once. */
  private static final class RememberedRisk implements RiskPolicy {

    private final RiskPolicy tables = PoliciesFromFiles.risk();
    private final Map<RiskQuestion, RiskRating> answers = new ConcurrentHashMap<>();

    @Override
    public RiskRating rate(RiskQuestion question) {
      return answers.computeIfAbsent(question, tables::rate);
    }

    @Override
    public RiskPolicy of(PolicySet set) {
      return this;
    }
  }

  /** The same of stakeholders. */
  private static final class RememberedConsultation implements ConsultationPolicy {

    private final ConsultationPolicy tables = PoliciesFromFiles.consultation();
    private final Map<StakeQuestion, Involvement> answers = new ConcurrentHashMap<>();

    @Override
    public Involvement involvementOf(StakeQuestion question) {
      return answers.computeIfAbsent(question, tables::involvementOf);
    }

    @Override
    public ConsultationPolicy of(PolicySet set) {
      return this;
    }
  }

  /** The same of gates. */
  private static final class RememberedApproval implements ApprovalPolicy {

    private final ApprovalPolicy tables = PoliciesFromFiles.approval();
    private final Map<GateQuestion, RequiredGate.Conclusion> answers = new ConcurrentHashMap<>();
    private final Map<Risk, java.time.Duration> leads = new ConcurrentHashMap<>();
    private final Map<String, ReviewDeadline> deadlines = new ConcurrentHashMap<>();

    @Override
    public RequiredGate.Conclusion gatesFor(GateQuestion question) {
      return answers.computeIfAbsent(question, tables::gatesFor);
    }

    @Override
    public RequiredGate fallback() {
      return tables.fallback();
    }

    @Override
    public java.time.Duration leadTime(Risk risk) {
      return leads.computeIfAbsent(risk, tables::leadTime);
    }

    @Override
    public ReviewDeadline reviewDeadline(String changeType) {
      return deadlines.computeIfAbsent(changeType, tables::reviewDeadline);
    }

    @Override
    public RequiredGate windowExtension(String changeType) {
      return tables.windowExtension(changeType);
    }

    @Override
    public ApprovalPolicy of(PolicySet set) {
      return this;
    }
  }
}
