package org.changecontrol.audit;

import org.changecontrol.OnH2;

@OnH2
class AuditOnH2IT extends AuditScenarios {

  /** Here nothing but the verification stands in the way. */
  @Override
  void behindThePlatformsBack(Runnable edit) {
    edit.run();
  }
}
