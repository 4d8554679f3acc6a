package org.changecontrol.cmdb;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one kind of operation means: how it is checked, applied, shown and undone. */
interface Operation {

  OperationKind kind();

  /** The fields it may have beside {@code op}. */
  Set<String> fields();

  /** Null when something is wrong with it; what, the request knows. */
  @Nullable PlannedOperation plan(OperationRequest request, Planning planning);

  /** What has moved since it was planned, in what it touches. */
  List<Discrepancy> discrepancies(PlannedOperation operation, Worksite site);

  /** What it makes of the estate. */
  void describe(PlannedOperation operation, DifferenceSketch sketch);

  /** Makes it so, and says what undoes it. */
  Inverse apply(PlannedOperation operation, Work work);

  /** What was built on its result since. */
  List<Discrepancy> obstacles(Inverse inverse, Worksite site);

  /** What undoing it makes of the estate. */
  void describeUndoing(Inverse inverse, Worksite site, DifferenceSketch sketch);

  void undo(Inverse inverse, Work work);
}
