"""Treaty texts written for the tests."""

from __future__ import annotations

LAKE = """AGREEMENT BETWEEN THE GOVERNMENT OF THE REPUBLIC OF FINLAND AND THE GOVERNMENT OF THE REPUBLIC OF KENYA
ON THE SHARING OF LAKE DATA

The Government of the Republic of Finland and the Government of the Republic of Kenya,

Desiring to learn from one another, as the Kingdom of Norway has done,

Have agreed as follows:

Article 1
The Parties shall exchange records each year.

Article 2
The records shall be free. The United States of America may be told of them.

Article 3
{entry}

In witness whereof the undersigned, being duly authorised, have signed this Agreement.

Done at Nairobi, this twenty-third day of April, one thousand nine hundred and ninety-eight, in two copies.

For the Government of the Republic of Finland:
For the Government of the Republic of Kenya:
"""
ENTRY = "This Agreement shall enter into force on 1 March 1999 and shall remain in force until 28 February 2009."
#: As archives that have lost capitals and line breaks write it.
RUN_TOGETHER = (
    "\ufeffconvention on the counting of cranessource: nobody 12.the governments of the kingdom of sweden, the polish"
    " people's republic and the european economic community,recognizing that cranes fly,have agreed as follows:"
    " ARTICLE 1each contracting party shall count. ARTICLE 2the cranes shall be counted. ARTICLE 3this convention shall"
    " enter into force on the thirtieth day after the deposit of the second instrument of ratification.done at visby on"
    " 9 june 1972."
    "for the government of the kingdom of sweden"
)
NOTES = """Exchange of notes on the ferry
Lisbon, 4 May 1961
Excellency,
I have the honour to propose that ferries between Portugal and Spain shall be free. If this is acceptable, this note and
your reply shall constitute an agreement between our two Governments.
"""
NEWS = (
    "Finland and Kenya sign agreement on lake data\n\nNAIROBI, 23 April 1998. The governments of Finland and Kenya have"
    " agreed on sharing data on their lakes. The agreement was signed at Nairobi on 23 April 1998 and shall enter into"
    " force on 1 March 1999, the ministers said. Article 2 of the treaty says that records shall be free, and Article 3"
    " that it shall end in 2009."
)
PROCLAMATION = (
    "To carry out the trade agreement with Panama\n\nBy the President. A Proclamation. Article 1, Article 2 and Article"
    " 3 of the agreement shall be followed. IN WITNESS WHEREOF, I have hereunto set my hand this twenty-ninth day of"
    " October, in the year of our Lord two thousand twelve."
)
