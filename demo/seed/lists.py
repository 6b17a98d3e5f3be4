"""The words of the demo: names, streets, providers, prices, gaps. All of it invented."""

WOMEN = (
    "Doreen Edna Gwladys Olwen Beryl Joyce Irene Maureen Sheila Brenda Hilda Vera Winifred Rita "
    "Audrey Jean Pamela Dorothy Ethel Freda Mavis Norma Glenys Hazel Iris Ivy Kathleen Lilian "
    "Marjorie Nora Patricia Phyllis Shirley Sylvia Thelma Balbir Surinder Nasreen Farida Shanti "
    "Merlene Icilda Hyacinth Zofia Halina Carol Linda Susan Janet Christine"
).split()
MEN = (
    "Albert Cyril Percy Arthur Stanley Harold Ernest Walter Dennis Roy Ronald Kenneth Derek "
    "Raymond Gordon Leslie Horace Clifford Reginald Wilfred Norman Frank Sidney Alfred Bernard "
    "Eric Geoffrey Trevor Brian Keith Malcolm Clive Gurdial Mohinder Abdul Yusuf Ramesh Winston "
    "Carlton Stanislaw Jan David Michael Alan Graham Terence Roger Barry Colin Neville"
).split()
FAMILIES = (
    "Wassell Haden Round Fellowes Onslow Beynon Pritchard Foxall Bytheway Priddy Tromans Homer "
    "Cartwright Yardley Hingley Parkes Darby Westwood Bloomer Dunn Mole Cooksey Raybould Skidmore "
    "Fereday Guest Hackett Perry Pardoe Tibbetts Wooldridge Billingham Willetts Millward Oakley "
    "Attwood Mullett Nock Rollason Sidaway Attwell Bache Caddick Danks Eccleston Flavell Gripton "
    "Hartill Jukes Kendrick Lavender Marsh Newey Orton Payne Rudge Shakespeare Tandy Vanes Whale "
    "Kaur Singh Begum Khan Patel Hussain Campbell Grant Nowak Kowalska Mahmood Sandhu Gill"
).split()
STREETS = (
    "Foundry Walk, Chainmakers Row, Bluebell Rise, Nailers Court, Canal Bank, Furnace Lane, "
    "Glassworks Close, Old Wharf Road, Limekiln Drive, Bell Pit Way, Lapal Gardens, Anchor "
    "Street, Brickmakers Lane, Priory Steps, Castle View, Colliers Green, Saltwell Avenue, "
    "Tollgate Mews, Windmill Bank, Quarry Terrace"
).split(", ")

# slug, name, what it says, services: (name, kind, needs, districts, days, places, price, unit)
PROVIDERS = (
    ("Stourbeck Befriending", "Visits and telephone calls for people who see nobody for days.", (
        ("Weekly visits", "befriending", "loneliness", "DY1 DY2 DY5 DY8", "By arrangement", 24, "0", ""),
        ("Telephone friends", "befriending", "loneliness confidence", "", "Every day", 60, "0", ""),
    )),
    ("Oldcroft Community Transport", "Volunteers who take people home from hospital and see them in.", (
        ("Home from hospital", "transport", "transport", "", "Every day 8 to 20", None, "12.50", "journey"),
        ("Shopping bus", "transport", "transport food", "DY1 DY2 DY3", "Thursdays", 14, "3.00", "trip"),
    )),
    ("Oldcroft Men’s Shed", "Tools, tea and company.", (
        ("Open workshop", "activity", "loneliness mental_wellbeing", "DY1 DY2", "Tuesdays and Thursdays 10 to 15", 16, "0", ""),
    )),
    ("Black Country Handy Help", "Key safes, grab rails, small repairs, within days.", (
        ("Small repairs and aids", "handyperson", "home_safety", "", "Monday to Saturday", None, "38.00", "hour"),
    )),
    ("Bright Rooms Cleaning CIC", "Deep cleans and clearing, with patience.", (
        ("Deep clean before coming home", "cleaning", "home_safety", "DY1 DY2 DY3 DY5 DY8", "Within three days", None, "180.00", "clean"),
    )),
    ("Netherton Community Kitchen", "Hot meals brought to the door.", (
        ("Meals at the door", "food", "food loneliness", "DY2 DY5", "Every day at noon", 40, "6.50", "meal"),
        ("Tuesday lunch club", "activity", "loneliness food", "DY2", "Tuesdays 12 to 14", 20, "4.00", "lunch"),
    )),
    ("Warm Homes Dudley", "Prepay meters, heating that fails, cold rooms.", (
        ("Energy advice at home", "advice", "warmth money", "", "Within two days", 30, "0", ""),
    )),
    ("Priory Money Advice", "Benefits, debt and bills, with a person who listens.", (
        ("Benefits check", "advice", "money housing", "", "Monday to Friday", 25, "0", ""),
    )),
    ("Castle Steps Exercise", "Getting strong again, sitting or standing.", (
        ("Strength and balance", "exercise", "physical_activity confidence", "DY1 DY3", "Mondays and Fridays", 18, "5.00", "class"),
    )),
    ("Lye Carers’ Circle", "People who look after someone, looking after each other.", (
        ("Carers’ circle", "counselling", "carer mental_wellbeing", "DY8 DY5", "Wednesdays 18 to 20", 15, "0", ""),
        ("A break of two hours", "home_support", "carer", "DY8 DY5 DY2", "By arrangement", 10, "0", ""),
    )),
    ("Good Grief Dudley", "After someone has died.", (
        ("Someone to talk to", "counselling", "bereavement", "", "By arrangement", 12, "0", ""),
    )),
    ("Click and Call", "Telephones and tablets without fear.", (
        ("Getting online at home", "digital", "digital loneliness", "DY1 DY2 DY3 DY5", "By arrangement", 20, "0", ""),
    )),
    ("Sedgley Good Neighbours", "Shopping, prescriptions, the bins.", (
        ("A neighbour’s hand", "home_support", "food long_term", "DY3", "Every day", 25, "0", ""),
    )),
    ("Brierley Hill Home Support", "The first two weeks at home.", (
        ("Settling in", "home_support", "confidence home_safety", "DY5 DY8", "Every day", 12, "19.50", "hour"),
    )),
    ("Paws at Home", "Dogs walked and cats fed while you are away or laid up.", (
        ("Pets looked after", "other", "pets", "", "Every day", 15, "0", ""),
    )),
    ("Halas Housing Aid", "A roof, and keeping it.", (
        ("Housing advice", "advice", "housing money", "B63 DY8", "Monday to Friday", 15, "0", ""),
    )),
    ("Recovery Together", "Alcohol and drugs: one day at a time.", (
        ("Peer support", "counselling", "substance_use mental_wellbeing", "", "Every evening", 20, "0", ""),
    )),
    ("Coseley Singing for Breath", "Songs for sore lungs.", (
        ("Singing for breath", "activity", "long_term loneliness", "DY3 DY1", "Fridays 14 to 15:30", 22, "2.00", "session"),
    )),
    ("Wren’s Nest Gardeners", "A garden put right, and company in it.", (
        ("Gardens", "activity", "physical_activity loneliness", "DY1", "Wednesdays", 12, "0", ""),
    )),
    ("Gornal Furniture Reuse", "Beds, chairs and cookers, brought and set up.", (
        ("Furniture brought and moved", "other", "home_safety", "", "Within four days", None, "65.00", "delivery"),
    )),
    ("Work Again Dudley", "Volunteering, learning, a job.", (
        ("Steps to work", "advice", "employment", "", "Monday to Friday", 18, "0", ""),
    )),
    ("Pembroke Volunteer Drivers", "Lifts home in the west.", (
        ("Lift home", "transport", "transport", "SA61 SA62 SA71", "Every day", None, "9.00", "journey"),
        ("Settle in at home", "home_support", "home_safety loneliness", "SA61 SA62 SA71", "Every day", 20, "0", ""),
    )),
    ("Broadland Handyperson", "The home made ready the same day.", (
        ("Home made ready", "handyperson", "home_safety", "NR7 NR8 NR13", "Same day", None, "45.00", "visit"),
        ("Company in Thorpe", "befriending", "loneliness", "NR7 NR13", "By arrangement", 20, "0", ""),
    )),
    ("Heath Town Wellbeing", "Groups, walks and someone to talk to.", (
        ("Walk and talk", "exercise", "physical_activity loneliness mental_wellbeing", "WV1 WV10 WV3", "Tuesdays", 30, "0", ""),
    )),
)  # fmt: skip
# Not approved yet, papers run out, paused.
WAITING, LAPSED, PAUSED = "Work Again Dudley", "Wren’s Nest Gardeners", "Paws at Home"
WHAT_CAN_BE_BOUGHT = (
    ("Key safe, fitted", "Aids", "58.00", 2, "Black Country Handy Help", "keys"),
    ("Grab rail, fitted", "Aids", "46.00", 2, "Black Country Handy Help", "equipment"),
    ("Half step, fitted", "Aids", "72.00", 4, "Black Country Handy Help", "equipment"),
    ("Bed brought downstairs", "Furniture", "65.00", 2, "Gornal Furniture Reuse", "furniture"),
    ("Single bed with mattress", "Furniture", "145.00", 4, "Gornal Furniture Reuse", "furniture"),
    ("Deep clean, one room", "Cleaning", "95.00", 2, "Bright Rooms Cleaning CIC", "clutter"),
    ("Deep clean, whole home", "Cleaning", "320.00", 3, "Bright Rooms Cleaning CIC", "clutter"),
    ("Lift home with a volunteer", "Transport", "12.50", 0, "Oldcroft Community Transport", "way_home"),
    ("Seven hot meals", "Food", "45.50", 1, "Netherton Community Kitchen", "no_food"),
    ("First shopping", "Food", "30.00", 0, None, "no_food"),
    ("Prepay meter top-up", "Warmth", "20.00", 0, None, "cold_home"),
    ("Oil-filled radiator", "Warmth", "49.00", 0, None, "cold_home"),
    ("Kettle with a large handle", "Aids", "18.50", 0, None, ""),
    ("Simple mobile telephone", "Digital", "35.00", 0, None, "phone"),
)  # fmt: skip
GAPS = (
    ("No befriender who speaks Punjabi", "loneliness", "Lye", 6, "voluntary", "open"),
    ("Nobody fits key safes on Sundays", "home_safety", "Dudley", 9, "voluntary", "in_hand"),
    ("Community mental health team waits 14 weeks", "mental_wellbeing", "Dudley", 17, "statutory", "in_hand"),
    ("No transport for wheelchairs after 18:00", "transport", "Brierley Hill", 11, "voluntary", "open"),
    ("Lunch club for younger stroke survivors", "long_term", "Sedgley", 4, "voluntary", "filled"),
    ("Emergency pet care", "pets", "Coseley", 3, "voluntary", "filled"),
    ("Occupational therapy assessment in under 5 days", "home_safety", "Dudley", 22, "statutory", "open"),
)  # fmt: skip
