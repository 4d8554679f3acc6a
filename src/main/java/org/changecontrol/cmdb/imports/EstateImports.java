package org.changecontrol.cmdb.imports;

import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.changecontrol.cmdb.Cause;
import org.changecontrol.cmdb.ConfigurationModels;
import org.changecontrol.cmdb.DriftFound;
import org.changecontrol.cmdb.Item;
import org.changecontrol.cmdb.ItemKey;
import org.changecontrol.cmdb.ItemNumbers;
import org.changecontrol.cmdb.Items;
import org.changecontrol.cmdb.Relationship;
import org.changecontrol.cmdb.Relationships;
import org.changecontrol.cmdb.Revision;
import org.changecontrol.cmdb.Revisions;
import org.changecontrol.cmdb.imports.Comparison.NewRelationship;
import org.changecontrol.cmdb.imports.Comparison.Observation;
import org.changecontrol.cmdb.imports.Comparison.Subject;
import org.changecontrol.fact.Fact;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.Actors;
import org.changecontrol.identity.Groups;
import org.changecontrol.problem.InvalidInput;
import org.changecontrol.problem.NotAllowed;
import org.changecontrol.problem.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes in reports of sources, the one way for data to come into the estate without a change: what
 * is reported for the first time comes into being, observed attributes follow the report,
 * controlled ones do not. One report is one transaction and one entry in the audit trail.
 */
@Service
public class EstateImports {

  private static final Pattern SOURCE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}");
  private static final String KIND = "import";

  private final ConfigurationModels models;
  private final Items items;

  /**
   * What a source is called in the audit trail, so that no name of one is a name of anything else.
   */
  private static final String SUBJECT = "source:";

  private final Relationships relationships;
  private final Revisions revisions;
  private final ItemNumbers numbers;
  private final RecordedEstate recorded;
  private final EntityManager entityManager;
  private final Actors actors;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  EstateImports(
      ConfigurationModels models,
      Items items,
      Relationships relationships,
      Revisions revisions,
      ItemNumbers numbers,
      RecordedEstate recorded,
      EntityManager entityManager,
      Actors actors,
      ApplicationEventPublisher events,
      Clock clock) {
    this.models = models;
    this.items = items;
    this.relationships = relationships;
    this.revisions = revisions;
    this.numbers = numbers;
    this.recorded = recorded;
    this.entityManager = entityManager;
    this.actors = actors;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Compares a report with the record and takes it in.
   *
   * @param source who reports, at most 60 characters
   * @param itemFile null when the report is about relationships alone
   * @param relationshipFile null when the report is about items alone; then none is missing either
   * @param dryRun whether to answer the same and store nothing
   * @throws NotAllowed unless a configuration manager or the platform asks
   * @throws InvalidInput when a file as a whole cannot be read
   * @throws org.changecontrol.problem.TooLarge when a file has more bytes or rows than are read at
   *     once
   */
  @Transactional
  public ImportAnswer take(
      String source,
      @Nullable ReportFile itemFile,
      @Nullable ReportFile relationshipFile,
      boolean dryRun) {
    mayImport();
    check(source, itemFile, relationshipFile);
    if (!dryRun) {
      recorded.waitForTurn();
    }
    var model = models.current();
    var comparison = new Comparison(model, items, relationships, recorded, source);
    var rejected = new ArrayList<Rejection>();
    if (itemFile != null) {
      var rows = Rows.of(itemFile, ItemReports.LAYOUT);
      comparison.compareItems(new ItemReports(model, rows).read(), rows);
      rejected.addAll(inOrder(rows));
    }
    if (relationshipFile != null) {
      var rows = Rows.of(relationshipFile, RelationshipReports.LAYOUT);
      comparison.compareRelationships(new RelationshipReports(model, rows).read(), rows);
      rejected.addAll(inOrder(rows));
    }
    var answer = comparison.answer(rejected);
    if (!dryRun) {
      var digest = digest(itemFile, relationshipFile);
      store(comparison, source, cause(source, digest));
      events.publishEvent(fact(source, digest, itemFile, relationshipFile, answer));
      comparison
          .drift()
          .forEach(
              found ->
                  events.publishEvent(
                      new DriftFound(found.item(), found.name(), source, found.reported())));
    }
    return answer;
  }

  /**
   * Whether exactly these files were taken in from this source before, and brought something new.
   */
  @Transactional(readOnly = true)
  boolean knows(String source, ReportFile itemFile, ReportFile relationshipFile) {
    return recorded.knows(cause(source, digest(itemFile, relationshipFile)));
  }

  private void mayImport() {
    var actor = actors.current();
    if (!actor.equals(Actor.PLATFORM) && !actor.isIn(Groups.CONFIGURATION_MANAGERS)) {
      throw new NotAllowed("Only configuration managers import what sources report.");
    }
  }

  private static void check(
      String source, @Nullable ReportFile itemFile, @Nullable ReportFile relationshipFile) {
    var problems = new ArrayList<Problem>();
    if (!SOURCE.matcher(source).matches()) {
      problems.add(
          new Problem(
              "source",
              source,
              "is 1 to 60 letters, digits, spaces, dots, dashes and underscores, a letter or digit first"));
    }
    if (itemFile == null && relationshipFile == null) {
      problems.add(
          new Problem("items", null, "is required where no part relationships is sent either"));
    }
    if (!problems.isEmpty()) {
      throw new InvalidInput(problems);
    }
  }

  private static List<Rejection> inOrder(Rows rows) {
    return rows.rejected().stream().sorted(Comparator.comparingInt(Rejection::line)).toList();
  }

  private void store(Comparison comparison, String source, Cause cause) {
    var at = clock.instant();
    var created = create(comparison.newItems(), source, cause, at);
    for (Observation observation : comparison.observations()) {
      observe(observation, source, cause, at);
    }
    for (NewRelationship relationship : comparison.newRelationships()) {
      relate(relationship, created, source, cause, at);
    }
    entityManager.flush();
    recorded.agreed(comparison.agreed(), at);
    recorded.disagreed(comparison.disagreed(), at);
  }

  private Map<String, ItemKey> create(
      List<ItemReport> reports, String source, Cause cause, Instant at) {
    var keys = numbers.next(reports.size()).iterator();
    var created = new HashMap<String, ItemKey>();
    for (ItemReport report : reports) {
      var item = Item.reported(keys.next(), report.type(), report.description(), source, at);
      items.add(item);
      revisions.record(item, null, Revision.Action.REPORTED, cause, null);
      created.put(report.qualifiedName(), item.key());
    }
    return created;
  }

  private void observe(Observation observation, String source, Cause cause, Instant at) {
    var item = observation.item();
    var before = item.image();
    if (item.observe(observation.report().observed(), observation.report().type(), source, at)) {
      revisions.record(item, before, Revision.Action.OBSERVED, cause, null);
    }
  }

  private void relate(
      NewRelationship wanted,
      Map<String, ItemKey> created,
      String source,
      Cause cause,
      Instant at) {
    var relationship =
        Relationship.reported(
            wanted.type(),
            key(wanted.source(), created),
            key(wanted.target(), created),
            source,
            at);
    relationships.add(relationship);
    revisions.record(relationship, null, Revision.Action.REPORTED, cause, null);
  }

  private static ItemKey key(Subject subject, Map<String, ItemKey> created) {
    return subject.item() != null
        ? subject.item().key()
        : Objects.requireNonNull(created.get(subject.qualifiedName()));
  }

  private static Cause cause(String source, String digest) {
    return new Cause(KIND, source + ":" + digest.substring(0, 16));
  }

  /** Of one file its own, of two the digest of both digests. */
  private static String digest(
      @Nullable ReportFile itemFile, @Nullable ReportFile relationshipFile) {
    var digests =
        Stream.of(itemFile, relationshipFile)
            .filter(Objects::nonNull)
            .map(ReportFile::digest)
            .toList();
    return digests.size() == 1
        ? digests.get(0)
        : ReportFile.digest(String.join("\n", digests).getBytes(StandardCharsets.US_ASCII));
  }

  private static Fact fact(
      String source,
      String digest,
      @Nullable ReportFile itemFile,
      @Nullable ReportFile relationshipFile,
      ImportAnswer answer) {
    var detail = new LinkedHashMap<String, Object>();
    detail.put("sha256", digest);
    if (itemFile != null) {
      detail.put("items", file(itemFile, answer.items()));
    }
    if (relationshipFile != null) {
      detail.put("relationships", file(relationshipFile, answer.relationships()));
    }
    detail.put("differences", answer.differences().size());
    detail.put("missing", answer.missing().size());
    detail.put("rejected", answer.rejected().size());
    return new Fact(SUBJECT + source, "EstateReported", null, detail);
  }

  private static Map<String, Object> file(ReportFile file, ImportAnswer.Count count) {
    return Map.of(
        "file", file.name(),
        "sha256", file.digest(),
        "created", count.created(),
        "updated", count.updated(),
        "unchanged", count.unchanged());
  }
}
