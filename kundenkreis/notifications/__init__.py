"""What happened and who hears of it: event rows, the relay, notices, live stream, transports.

An action announces; the relay numbers what was announced in commit order and lets rooms react;
reactions write notices; notices leave through the transports that can reach the person.
"""
