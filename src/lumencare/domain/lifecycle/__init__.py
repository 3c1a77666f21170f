"""System Care's judgement: what a system is in its life, what follows on it, what can be reused."""
