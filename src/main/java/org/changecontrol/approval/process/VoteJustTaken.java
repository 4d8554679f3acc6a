package org.changecontrol.approval.process;

import org.changecontrol.approval.GateView;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The gate as the vote left it that was taken in this thread last: the answer to who voted, without
 * counting again.
 */
@Component
class VoteJustTaken {

  private final ThreadLocal<@Nullable GateView> gate = new ThreadLocal<>();

  void remember(GateView view) {
    gate.set(view);
  }

  void forget() {
    gate.remove();
  }

  GateView remembered(long id) {
    var view = gate.get();
    gate.remove();
    if (view == null || view.id() != id) {
      throw new IllegalStateException("completing a ballot of gate " + id + " took no vote there");
    }
    return view;
  }
}
