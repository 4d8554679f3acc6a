package org.changecontrol.change;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.changecontrol.changemodel.ModelVersion;

/** A version of a model as the contract shows it: what is on record, and how its changes went. */
public record ModelDocument(@JsonUnwrapped ModelVersion model, Runs record) {

  /**
   * How the changes of a version went.
   *
   * @param runs how many were closed
   * @param failures how many of them failed or were backed out
   */
  public record Runs(long runs, long failures) {}
}
