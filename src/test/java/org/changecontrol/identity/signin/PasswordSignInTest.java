package org.changecontrol.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.changecontrol.fact.RefusedAttempt;
import org.changecontrol.identity.Actor;
import org.changecontrol.identity.PasswordHashing;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class PasswordSignInTest {

  private final AtomicInteger hashes = new AtomicInteger();
  private final PasswordHashing hashing = mock(PasswordHashing.class);
  private final Accounts accounts = mock(Accounts.class);
  private final List<Object> told = new ArrayList<>();
  private Account cab1 = account("old", Set.of("cab"));
  private PasswordSignIn door;

  @BeforeEach
  void aDoor() {
    when(hashing.hash(anyString())).thenReturn("nobody");
    when(hashing.matches(anyString(), anyString()))
        .thenAnswer(
            call -> {
              hashes.incrementAndGet();
              return call.getArgument(0).equals(call.getArgument(1) + "salt");
            });
    when(accounts.find(anyString())).thenReturn(Optional.empty());
    when(accounts.find("cab1")).thenAnswer(call -> Optional.of(cab1));
    door =
        new PasswordSignIn(
            accounts,
            hashing,
            new SignInBrake(Clock.systemUTC()),
            new RememberedPasswords(Clock.systemUTC()),
            told::add);
  }

  @Test
  void aRightPasswordCostsOneHashAndIsThenRemembered() {
    for (int i = 0; i < 10; i++) {
      assertThat(signIn("cab1", "old", "192.0.2.1").getName()).isEqualTo("cab1");
    }

    assertThat(hashes).hasValue(1);
  }

  @Test
  void aNewPasswordEndsWhatWasRemembered() {
    signIn("cab1", "old", "192.0.2.1");
    cab1 = account("new", Set.of("cab"));

    assertThatThrownBy(() -> signIn("cab1", "old", "192.0.2.1"))
        .isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void groupsAreThoseOfThisRequestAndNeverRemembered() {
    signIn("cab1", "old", "192.0.2.1");
    cab1 = account("old", Set.of());

    assertThat(((Actor) signIn("cab1", "old", "192.0.2.1").getPrincipal()).groups()).isEmpty();
  }

  @Test
  void aPersonWhoDoesNotExistCostsTheSameHash() {
    assertThatThrownBy(() -> signIn("nobody", "x", "192.0.2.1"))
        .isInstanceOf(BadCredentialsException.class);

    assertThat(hashes).hasValue(1);
  }

  @Test
  void aGuesserIsSlowedAndCannotTellTheRightPasswordDuringTheWait() {
    guess(10, "192.0.2.66");

    assertThat(hashes).hasValue(SignInBrake.FREE_FAILURES);
    assertThatThrownBy(() -> signIn("cab1", "old", "192.0.2.66"))
        .isInstanceOf(TooManyAttempts.class);
  }

  @Test
  void aGuesserCannotTellWhatIsRememberedForThePerson() {
    signIn("cab1", "old", "192.0.2.1");
    guess(10, "192.0.2.66");

    assertThatThrownBy(() -> signIn("cab1", "old", "192.0.2.66"))
        .isInstanceOf(TooManyAttempts.class);
  }

  @Test
  void thePersonHimselfSignsInMeanwhile() {
    guess(10, "192.0.2.66");

    assertThat(signIn("cab1", "old", "192.0.2.1").isAuthenticated()).isTrue();
  }

  @Test
  void aCrowdOfParallelGuessesIsCountedAsIfOneByOne() throws InterruptedException {
    List<Thread> crowd = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      crowd.add(new Thread(() -> guess(1, "192.0.2.66")));
    }
    crowd.forEach(Thread::start);
    for (Thread thread : crowd) {
      thread.join();
    }

    assertThat(hashes).hasValue(SignInBrake.FREE_FAILURES);
  }

  @Test
  void anEmptyPasswordNeverSignsInWhateverIsStored() {
    for (String empty : List.of("", " ", "\t")) {
      cab1 = account(empty, Set.of("cab"));

      assertThatThrownBy(() -> signIn("cab1", empty, "192.0.2.1"))
          .isInstanceOf(BadCredentialsException.class);
    }
  }

  @Test
  void aWrongPasswordIsToldToTheAuditTrail() {
    guess(1, "192.0.2.66");

    assertThat(told)
        .singleElement()
        .isEqualTo(new RefusedAttempt("cab1", "cab1", "sign-in from 192.0.2.66", "wrong password"));
  }

  private void guess(int times, String address) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> signIn("cab1", "wrong", address))
          .isInstanceOfAny(BadCredentialsException.class, TooManyAttempts.class);
    }
  }

  private Authentication signIn(String person, String password, String address) {
    var attempt = UsernamePasswordAuthenticationToken.unauthenticated(person, password);
    attempt.setDetails(new WebAuthenticationDetails(address, null));
    return door.authenticate(attempt);
  }

  private static Account account(String password, Set<String> groups) {
    return new Account(
        new Actor("cab1", groups), "{" + PasswordHashing.ALGORITHM + "}" + password, "salt");
  }
}
