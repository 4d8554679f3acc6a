package org.changecontrol.engine.guard;

import java.util.List;

/** One thing that every set of processes must keep to. */
interface ProcessRule {

  /**
   * @param everywhere all that can be met from the starts, gates aside
   * @return what is wrong, with file, element and path
   */
  List<String> problems(Processes processes, Walk everywhere);
}
