package org.changecontrol.change;

/** Ten thousand courses. */
class RandomCourseOnPostgresqlBenchmark extends RandomCourseOnPostgresqlIT {

  @Override
  int courses() {
    return 10_000;
  }
}
