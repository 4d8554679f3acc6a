package org.changecontrol.change.web;

import java.util.LinkedHashMap;
import java.util.function.Supplier;
import org.changecontrol.change.ChangeCourse;
import org.changecontrol.change.ChangeFiles;
import org.changecontrol.problem.NotNow;
import org.changecontrol.problem.NotVisible;
import org.springframework.stereotype.Component;

/** What may be done instead, where a change may not be moved so. */
@Component
class Instead {

  private final ChangeCourse course;
  private final ChangeFiles files;

  Instead(ChangeCourse course, ChangeFiles files) {
    this.course = course;
    this.files = files;
  }

  /** Takes a step and reads what it came to; a refusal for now says what may be done instead. */
  <T> T taking(String number, Runnable step, Supplier<T> result) {
    try {
      return course.asOneAction(
          () -> {
            step.run();
            return result.get();
          });
    } catch (NotNow refused) {
      throw withNextSteps(number, refused);
    }
  }

  private NotNow withNextSteps(String number, NotNow refused) {
    var members = new LinkedHashMap<>(refused.members());
    try {
      members.put("nextSteps", files.nextSteps(number));
    } catch (NotVisible gone) {
      return refused;
    }
    return new NotNow(String.valueOf(refused.getMessage()), members);
  }
}
