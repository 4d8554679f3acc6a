package org.changecontrol.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the verification of the trail found.
 *
 * @param valid whether nothing was found
 * @param entries how many entries were read
 * @param brokenAt the first place where the trail cannot be trusted any more, or null where it can,
 *     or where what is wrong has no place in it
 * @param problems what was found, in words that name the row; the first twenty
 */
public record Verification(
    boolean valid, long entries, @Nullable Long brokenAt, List<String> problems) {

  public Verification {
    problems = List.copyOf(problems);
  }
}
