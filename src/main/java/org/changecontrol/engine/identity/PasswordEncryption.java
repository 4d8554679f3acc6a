package org.changecontrol.engine.identity;

import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.changecontrol.identity.PasswordHashing;

/** Makes the engine keep passwords the way the platform does. */
class PasswordEncryption implements PasswordEncryptor {

  private final PasswordHashing hashing;

  PasswordEncryption(PasswordHashing hashing) {
    this.hashing = hashing;
  }

  @Override
  public String encrypt(String password) {
    return hashing.hash(password);
  }

  @Override
  public boolean check(String password, String encrypted) {
    return hashing.matches(password, encrypted);
  }

  @Override
  public String hashAlgorithmName() {
    return PasswordHashing.ALGORITHM;
  }
}
