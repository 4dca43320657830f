"""How fast taggers are and how much memory they take, in one run on the same texts.

Nothing is imported here: each contender runs in a process of its own, whose memory is measured.
"""
