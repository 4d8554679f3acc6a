package org.changecontrol.identity.signin;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/**
 * Too many wrong passwords from this address for this person; a wait is due before the next one
 * counts.
 */
final class TooManyAttempts extends AuthenticationException {

  private final Duration wait;

  TooManyAttempts(Duration wait) {
    super("too many wrong passwords");
    this.wait = wait;
  }

  /** In whole seconds, rounded up, at least one. */
  long seconds() {
    return Math.max(1, (wait.toMillis() + 999) / 1000);
  }
}
