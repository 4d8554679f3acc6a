package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A relationship ends; it stays on record with the time it stood. */
final class RemoveRelationship implements Operation {

  @Override
  public OperationKind kind() {
    return OperationKind.REMOVE_RELATIONSHIP;
  }

  @Override
  public Set<String> fields() {
    return new LinkedHashSet<>(List.of("type", "source", "target"));
  }

  @Override
  public @Nullable PlannedOperation plan(OperationRequest request, Planning planning) {
    var type = RelationshipEnds.type(request, planning.model());
    var source = planning.item(request, "source");
    var target = planning.item(request, "target");
    if (type == null || source == null || target == null) {
      return null;
    }
    var key = Relationship.standing(type.key(), source.number(), target.number());
    var stands = planning.ground().standing().get(key);
    if (stands == null) {
      request.wrong(
          "type",
          type.key(),
          "there is no %s from %s to %s".formatted(type.key(), source.key(), target.key()));
      return null;
    }
    planning.removes(request, key, stands.soft());
    planning.links().remove(type.key(), source.key().value(), target.key().value());
    return request.isSound()
        ? new PlannedOperation(
            request.position(),
            kind(),
            null,
            null,
            type.key(),
            source.key().value(),
            target.key().value(),
            stands.soft(),
            Map.of(AddRelationship.SOFT, stands.soft()),
            Map.of(),
            null)
        : null;
  }

  private static @Nullable Relationship standing(PlannedOperation operation, Worksite site) {
    return site.standing(
        Objects.requireNonNull(operation.type()),
        Objects.requireNonNull(RelationshipEnds.source(operation, site)),
        Objects.requireNonNull(RelationshipEnds.target(operation, site)));
  }

  @Override
  public List<Discrepancy> discrepancies(PlannedOperation operation, Worksite site) {
    return standing(operation, site) != null
        ? List.of()
        : List.of(
            new Discrepancy(
                operation.position(),
                Objects.requireNonNull(RelationshipEnds.source(operation, site)),
                "relationship",
                "%s %s → %s".formatted(operation.type(), operation.source(), operation.target()),
                null));
  }

  @Override
  public void describe(PlannedOperation operation, DifferenceSketch sketch) {
    RelationshipEnds.describe(operation, "REMOVED", sketch);
  }

  @Override
  public Inverse apply(PlannedOperation operation, Work work) {
    var relationship = Objects.requireNonNull(standing(operation, work.site()));
    work.end(relationship, Revision.Action.APPLIED, operation.position(), "RelationshipRemoved");
    return Inverse.ofRelationship(work.site().cause(), operation, relationship);
  }

  @Override
  public List<Discrepancy> obstacles(Inverse inverse, Worksite site) {
    var relationship = site.relationship(inverse.relationship());
    var obstacles = new ArrayList<Discrepancy>();
    var again = site.standing(relationship.type(), relationship.source(), relationship.target());
    if (again != null && !site.isUndone(again)) {
      obstacles.add(
          new Discrepancy(
              inverse.operation(), relationship.source(), "relationship", null, again.toString()));
    }
    for (var end : List.of(relationship.source(), relationship.target())) {
      var item = site.item(end);
      if (site.hasEnded(item) && !site.isUndone(item)) {
        obstacles.add(
            new Discrepancy(
                inverse.operation(),
                end,
                Fields.STATE,
                LifecycleState.IN_USE.name(),
                item.state().name()));
      }
    }
    return obstacles;
  }

  @Override
  public void describeUndoing(Inverse inverse, Worksite site, DifferenceSketch sketch) {
    var relationship = site.relationship(inverse.relationship());
    sketch.related(
        "ADDED", relationship.type(), relationship.source().value(), relationship.target().value());
  }

  @Override
  public void undo(Inverse inverse, Work work) {
    work.add(
        work.site().relationship(inverse.relationship()).again(work.at()),
        Revision.Action.BACKED_OUT,
        inverse.operation(),
        "RelationshipAdded");
  }
}
