package org.changecontrol.cmdb;

import java.util.List;
import java.util.Objects;

/** An operation on fields of an item that is there already. */
abstract class WritesItem implements Operation {

  @Override
  public final List<Discrepancy> discrepancies(PlannedOperation operation, Worksite site) {
    return ItemFields.discrepancies(operation, site);
  }

  @Override
  public final void describe(PlannedOperation operation, DifferenceSketch sketch) {
    ItemFields.describe(operation, done(), sketch);
  }

  @Override
  public final Inverse apply(PlannedOperation operation, Work work) {
    return ItemFields.write(operation, work, fact());
  }

  @Override
  public final List<Discrepancy> obstacles(Inverse inverse, Worksite site) {
    return ItemFields.moved(inverse, site.item(Objects.requireNonNull(inverse.item())), site);
  }

  @Override
  public final void describeUndoing(Inverse inverse, Worksite site, DifferenceSketch sketch) {
    ItemFields.describeUndoing(inverse, site, sketch);
  }

  @Override
  public final void undo(Inverse inverse, Work work) {
    ItemFields.undo(inverse, work);
  }

  /** What a difference calls it, for example {@code UPDATED}. */
  abstract String done();

  /** What the trail calls it, for example {@code ItemUpdated}. */
  abstract String fact();
}
