package org.changecontrol.engine;

import java.util.List;
import java.util.SortedMap;

/**
 * Looks at the models before the engine gets them. Asked at start-up of a set whose files can be
 * read and whose parts are all there; a set with a problem is refused whole.
 */
public interface ModelCheck {

  /**
   * @param files content by name, for example {@code bpmn/normal-change.bpmn}
   * @return what is wrong, each with the file, the element and what shows it; empty where all is
   *     well
   */
  List<String> problems(SortedMap<String, byte[]> files);
}
