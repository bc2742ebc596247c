"""The interview: a pure state machine, the questions still worth asking, and the edits it makes."""
