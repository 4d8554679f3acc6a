package org.changecontrol.crash;

/** Thirty kills, on PostgreSQL. */
class KilledPlatformOnPostgresqlBenchmark extends KilledPlatformOnPostgresqlIT {

  @Override
  int kills() {
    return 30;
  }
}
