package org.changecontrol.approval;

import org.jspecify.annotations.Nullable;

/** A rule of segregation of duties: why a person may not vote, whatever his groups. */
interface Bar {

  /**
   * Why the person may not vote at this gate, continuing a sentence that begins with his name; null
   * when he may.
   */
  @Nullable String against(String person, Election election);
}
