package org.changecontrol.problem.web;

import org.changecontrol.OnH2;

@OnH2
class ErrorPageOnH2IT extends ErrorPageScenarios {}
