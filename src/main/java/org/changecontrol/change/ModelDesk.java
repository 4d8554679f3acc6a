package org.changecontrol.change;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.changecontrol.audit.SubjectVisibility;
import org.changecontrol.changemodel.ModelCatalogue;
import org.changecontrol.changemodel.ModelState;
import org.changecontrol.changemodel.ModelVersion;
import org.changecontrol.cmdb.PlannedOperations;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.changecontrol.problem.Submission;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Proposes standard-change models, puts them in force and takes them out of use. A proposal is a
 * change of its own: its gates judge the model, and nothing of the estate is touched.
 */
@Component
@Transactional
public class ModelDesk implements SubjectVisibility {

  private static final String SUBJECT = "model:";

  private final ModelCatalogue catalogue;
  private final ModelReader reader;
  private final RequestReader requests;
  private final Changes changes;
  private final ChangeRegister register;
  private final ChangeAssessor assessor;
  private final ChangeDesk desk;
  private final Announcements announcements;
  private final Actors actors;
  private final Clock clock;

  ModelDesk(
      ModelCatalogue catalogue,
      ModelReader reader,
      RequestReader requests,
      Changes changes,
      ChangeRegister register,
      ChangeAssessor assessor,
      ChangeDesk desk,
      Announcements announcements,
      Actors actors,
      Clock clock) {
    this.catalogue = catalogue;
    this.reader = reader;
    this.requests = requests;
    this.changes = changes;
    this.register = register;
    this.assessor = assessor;
    this.desk = desk;
    this.announcements = announcements;
    this.actors = actors;
    this.clock = clock;
  }

  /** What a model is called in the audit trail. */
  static String subject(String key) {
    return SUBJECT + key;
  }

  /**
   * Proposes a model, or its next version, as the present actor.
   *
   * @param fields key, title, description, scope, fields and evidence
   * @throws InvalidInput with everything that is missing, malformed or unknown
   * @throws NotAllowed when the actor may not request changes
   * @throws NotNow while another version of the same model waits for its gates
   */
  public ChangeNumber propose(Map<String, ?> fields) {
    var proposer = ChangeIntake.requireMayRequest(actors.current());
    var proposed = reader.read(fields);
    var content =
        requests.read(
            new Submission(
                Map.of("title", proposed.title(), "description", proposed.description()),
                RequestReader.FIXED_BY_MODELS));
    var change =
        Change.requested(
            ChangeType.MODEL, proposer.id(), content, null, null, null, false, clock.instant());
    change.proposing(Sections.digest(proposed));
    changes.save(change);
    var model = catalogue.propose(proposed, change.number().value(), proposer.id());
    change.submit(PlannedOperations.NONE, List.of(), clock.instant());
    change.assessed(assessor.found(change));
    announcements.announce(
        change, "ModelProposed", null, Map.of("model", model.name(), "title", model.title()));
    announcements.announce(model, "ModelProposed", null, change.number());
    return change.number();
  }

  /**
   * The gates agree: the proposed version is in force from now on.
   *
   * @throws NotNow unless they agree to exactly what is on record as proposed
   */
  public void publish(String number) {
    var change = register.change(number);
    desk.requireAuthorised(change);
    var proposed = proposedBy(number);
    if (!Sections.digest(proposed.proposed()).equals(change.workHash())) {
      throw new NotNow(
          "%s is not what the gates of %s have judged; reject the proposal and propose it anew"
              .formatted(proposed.name(), number));
    }
    var published = catalogue.publish(proposed.key(), proposed.version());
    change.published(clock.instant());
    announcements.announce(change, "ModelPublished", null, Map.of("model", published.name()));
    announcements.announce(published, "ModelPublished", null, change.number());
  }

  /**
   * Takes a model out of use. It authorises less from now on, so no gate is asked.
   *
   * @throws NotAllowed for all but change managers and the configuration authority
   */
  public ModelDocument retire(String key, String reason) {
    var actor = actors.current();
    if (!actor.isInAny(Responsibility.ASSESSORS)) {
      throw new NotAllowed(
          actor.id()
              + " may not retire a model; these may: "
              + String.join(", ", Responsibility.ASSESSORS.stream().sorted().toList()));
    }
    requireKnown(key);
    var retired = catalogue.retire(key, reason);
    announcements.announce(retired, "ModelRetired", reason, null);
    return document(retired);
  }

  /** Of each model what is in force, suspended or proposed; where nothing is, what was last. */
  @Transactional(readOnly = true)
  public List<ModelDocument> models() {
    return catalogue.all().values().stream()
        .flatMap(versions -> current(versions).stream())
        .map(this::document)
        .toList();
  }

  /**
   * All versions of a model, the latest first.
   *
   * @throws NotVisible when there is no such model
   */
  @Transactional(readOnly = true)
  public List<ModelDocument> versions(String key) {
    requireKnown(key);
    return catalogue.versions(key).stream()
        .sorted((one, other) -> Integer.compare(other.version(), one.version()))
        .map(this::document)
        .toList();
  }

  private static List<ModelVersion> current(List<ModelVersion> versions) {
    var current =
        versions.stream()
            .filter(
                version ->
                    version.state() != ModelState.RETIRED && version.state() != ModelState.REJECTED)
            .toList();
    return current.isEmpty() ? versions.subList(versions.size() - 1, versions.size()) : current;
  }

  private ModelDocument document(ModelVersion model) {
    var runs = changes.modelRecord(model.key(), model.version());
    return new ModelDocument(model, new ModelDocument.Runs(runs.closed(), runs.failed()));
  }

  private ModelVersion proposedBy(String number) {
    return catalogue
        .proposedBy(number)
        .orElseThrow(() -> new IllegalStateException(number + " proposes no model"));
  }

  private void requireKnown(String key) {
    if (catalogue.versions(key).isEmpty()) {
      throw new NotVisible("There is no model " + key);
    }
  }

  @Override
  public boolean owns(String subject) {
    return subject.startsWith(SUBJECT);
  }

  @Override
  public boolean isVisible(String subject, Actor reader) {
    return !catalogue.versions(subject.substring(SUBJECT.length())).isEmpty();
  }
}
