package org.changecontrol.change;

import java.util.Optional;
import org.changecontrol.problem.NotVisible;
import org.springframework.stereotype.Component;

/** Finds change records by their number. */
@Component
public class ChangeRegister {

  private final Changes changes;

  ChangeRegister(Changes changes) {
    this.changes = changes;
  }

  /**
   * @throws NotVisible when there is no such change
   */
  public Change change(String number) {
    if (!ChangeNumber.isNumber(number)) {
      throw new NotVisible("There is no change " + number);
    }
    return changes
        .findById(Long.parseLong(number.substring(4)))
        .orElseThrow(() -> new NotVisible("There is no change " + number));
  }

  /**
   * The same, and nobody moves it until this transaction ends.
   *
   * @throws NotVisible when there is no such change
   */
  Change held(String number) {
    return Optional.of(number)
        .filter(ChangeNumber::isNumber)
        .flatMap(known -> changes.held(new ChangeNumber(known).serial()))
        .orElseThrow(() -> new NotVisible("There is no change " + number));
  }

  boolean exists(String number) {
    return ChangeNumber.isNumber(number) && changes.existsById(new ChangeNumber(number).serial());
  }
}
