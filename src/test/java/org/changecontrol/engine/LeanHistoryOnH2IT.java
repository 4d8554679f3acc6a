package org.changecontrol.engine;

import org.changecontrol.OnH2;

@OnH2
class LeanHistoryOnH2IT extends LeanHistoryScenarios {}
