package org.changecontrol.cmdb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two items become related, as the rules of the relationship's type allow. */
final class AddRelationship implements Operation {

  static final String SOFT = "soft";

  @Override
  public OperationKind kind() {
    return OperationKind.ADD_RELATIONSHIP;
  }

  @Override
  public Set<String> fields() {
    return new LinkedHashSet<>(List.of("type", "source", "target", SOFT));
  }

  @Override
  public @Nullable PlannedOperation plan(OperationRequest request, Planning planning) {
    var type = RelationshipEnds.type(request, planning.model());
    var source = planning.end(request, "source");
    var target = planning.end(request, "target");
    var soft = request.flag(SOFT);
    if (type == null || source == null || target == null) {
      return null;
    }
    var base = new LinkedHashMap<String, @Nullable Object>();
    RelationshipEnds.refuseEnded(request, "source", source, planning, base);
    RelationshipEnds.refuseEnded(request, "target", target, planning, base);
    if (source.text().equals(target.text())) {
      request.wrong("target", request.raw("target"), "is the source as well");
    }
    var refusal = planning.model().refusal(type.key(), source.type(), target.type());
    if (refusal != null) {
      request.wrong("type", type.key(), refusal);
    }
    var key = RelationshipEnds.key(type.key(), source, target);
    var stands = planning.ground().standing().get(key);
    if (stands != null && planning.isRemoved(key, soft)) {
      base.put(SOFT, stands.soft());
    } else if (stands != null) {
      request.wrong("type", type.key(), "is there already: " + stands);
    }
    planning.adds(request, key);
    planning
        .links()
        .add(
            new Links.Link(
                type.key(),
                source.text(),
                source.type(),
                target.text(),
                target.type(),
                request.position()));
    return request.isSound()
        ? new PlannedOperation(
            request.position(),
            kind(),
            null,
            null,
            type.key(),
            source.text(),
            target.text(),
            soft,
            base,
            Map.of(SOFT, soft),
            null)
        : null;
  }

  @Override
  public List<Discrepancy> discrepancies(PlannedOperation operation, Worksite site) {
    var moved = new ArrayList<Discrepancy>();
    var source = RelationshipEnds.source(operation, site);
    var target = RelationshipEnds.target(operation, site);
    RelationshipEnds.ended(operation, "source", source, site).ifPresent(moved::add);
    RelationshipEnds.ended(operation, "target", target, site).ifPresent(moved::add);
    if (source != null && target != null) {
      var type = Objects.requireNonNull(operation.type());
      var stands = site.standing(type, source, target);
      var expected = operation.base().get(SOFT);
      if (stands != null && !Objects.equals(stands.soft(), expected)) {
        moved.add(
            new Discrepancy(operation.position(), source, "relationship", null, stands.toString()));
      }
    }
    return moved;
  }

  @Override
  public void describe(PlannedOperation operation, DifferenceSketch sketch) {
    RelationshipEnds.describe(operation, "ADDED", sketch);
  }

  @Override
  public Inverse apply(PlannedOperation operation, Work work) {
    var site = work.site();
    var relationship =
        Relationship.made(
            Objects.requireNonNull(operation.type()),
            Objects.requireNonNull(RelationshipEnds.source(operation, site)),
            Objects.requireNonNull(RelationshipEnds.target(operation, site)),
            operation.soft(),
            work.at());
    work.add(relationship, Revision.Action.APPLIED, operation.position(), "RelationshipAdded");
    return Inverse.ofRelationship(site.cause(), operation, relationship);
  }

  @Override
  public List<Discrepancy> obstacles(Inverse inverse, Worksite site) {
    var relationship = site.relationship(inverse.relationship());
    return relationship.stands()
        ? List.of()
        : List.of(
            new Discrepancy(
                inverse.operation(),
                relationship.source(),
                "relationship",
                relationship.toString(),
                null));
  }

  @Override
  public void describeUndoing(Inverse inverse, Worksite site, DifferenceSketch sketch) {
    var relationship = site.relationship(inverse.relationship());
    sketch.related(
        "REMOVED",
        relationship.type(),
        relationship.source().value(),
        relationship.target().value());
  }

  @Override
  public void undo(Inverse inverse, Work work) {
    work.end(
        work.site().relationship(inverse.relationship()),
        Revision.Action.BACKED_OUT,
        inverse.operation(),
        "RelationshipRemoved");
  }
}
