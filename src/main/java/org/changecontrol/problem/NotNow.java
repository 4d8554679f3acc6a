package org.changecontrol.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/** Right in itself, but not in the present state of things. HTTP status 409. */
public final class NotNow extends Refusal {

  private final transient Map<String, Object> members;

  public NotNow(String message) {
    this(message, Map.of());
  }

  /**
   * @param members what the problem details say beside the detail, for example {@code nextSteps}
   */
  public NotNow(String message, Map<String, ?> members) {
    super(message);
    this.members = new LinkedHashMap<>(members);
  }

  /** Extension members of the problem details (RFC 9457, section 3.2). */
  public Map<String, Object> members() {
    return members;
  }
}
