package org.changecontrol.crash;

/** Thirty kills, on an H2 file database. */
class KilledPlatformOnH2Benchmark extends KilledPlatformOnH2IT {

  @Override
  int kills() {
    return 30;
  }
}
