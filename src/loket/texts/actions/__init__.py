"""What changes ready texts: writing (`editing`), bringing in many (`importing`), telling all processes (`edition`)."""
