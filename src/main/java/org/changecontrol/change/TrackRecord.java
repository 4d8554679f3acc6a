package org.changecontrol.change;

/** How changes of one kind went lately. */
record TrackRecord(long closed, long failed) {

  static final TrackRecord NONE = new TrackRecord(0, 0);
}
