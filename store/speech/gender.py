"""Gender: whether `he` or `she` may mean somebody, by a given name or a title that tells it plainly."""

from __future__ import annotations

_WOMEN = frozenset(
    """abigail ada adele agatha agnes alexandra alice alicia alison amanda amber amelia amy ana anastasia angela
    angelina anita ann anna anne annette annie antonia astrid audrey aurora barbara beatrice bella bertha beth bethany
    betty birgit bonnie brenda brianna bridget brigitte britney brooke camilla carla carmen carolina caroline carolyn
    catherine cathy cecilia celeste charlene charlotte cheryl chloe christina christine cindy clara claudia
    condoleezza constance cora crystal cynthia dagny daisy danielle daphne deborah debra deirdre delia denise dervla
    diana diane dolores donna doris dorothy edith effie eileen elaine eleanor elena elisabeth elise elizabeth ella
    ellen elsa elsie emilia emily emma erica erika esther ethel eugenia eva eve fatima faye felicia fiona flora
    florence frances francesca freya frida gabriela gabriella gail gemma georgia geraldine gertrude gillian gina gisela
    giulia gloria greta gretchen gudrun gwen hanna hannah harriet hazel heather hedda heidi helen helena helga henrietta
    hester hilda holly ida imogen ina ines inga ingeborg ingrid irene irina iris isabel isabella jacqueline jane janet
    janice jasmine jeanette jemima jennifer jenny jill joanna joanne josefina josephine judith judy julia julie juliet
    karin kate katharine katherine kathleen kathryn kathy katie katrina kirsten kristen kristin laura lauren leah lena
    liesl lillian lily linda lisa liv liz lois louise lucia lucinda lucy lydia mabel madeleine magda magdalena maggie
    maja malala marcia margaret margarita margot maria marianne marie marilyn marina marjorie marlene marta martha mary
    matilda maud maureen maya megan meghan melania melanie melissa mercy michelle mildred millicent miranda miriam
    molly monica monika muriel myrtle nadia nan nancy naomi natalia natalie natasha nina nora norma olga olive olivia
    ophelia ottoline pamela patricia paula pauline peggy penelope petra philippa phoebe phyllis polly priscilla
    priya rachel ramona rebecca regina renata rhoda rhonda rita roberta rosa rosalind rosemary rosie roxanne ruth
    sabrina sally samantha sandra sara sarah selma sharon sheila shirley sigrid silvia simona sofia solveig sonia sophia
    sophie stella stephanie sue susan susanna suzanne svetlana sylvia tabitha tamara tanya tara tatiana teresa tessa
    thelma theresa tiffany tina ulrike una ursula valerie vanessa vera veronica victoria viola violet virginia wanda
    wendy wilhelmina winifred yvette yvonne zelda zoe zoë""".split()
)
_MEN = frozenset(
    """aaron abdul abel abraham adam adolf adrian ahmed aidan alan albert alberto alec alejandro aleksandr alexander
    alfred alfredo allan allen alonso alvin ambrose anatoly anders andreas andrew andy angus ansel anselm anthony anton
    antonio antony archibald arnold arthur arturo augustus axel barack barry bartholomew basil ben benedict benjamin
    bernard bernie bertrand bill bjorn bjørn bob boris brad bradley brandon brendan brett brian bruce bruno bryan caleb
    calvin carl carlos caspar cassius cato cecil cedric charles chester christopher chuck clarence clark claude clemens
    clifford clive clyde colin conrad cornelius craig curtis cyril damian damien dan daniel darren dave david dean denis
    dennis derek dermot desmond diego dieter dirk dmitry dominic donald douglas duncan dwayne dwight earl edgar edmund
    eduardo edward edwin elias elijah elliot emil emmanuel enrique eric erik ernest ernesto ethan eugene evan ezra
    felix ferdinand fergus fernando finn florian floyd francisco frank franklin fred frederick friedrich fritz gareth
    gary gavin geoffrey george gerald gerard giles giovanni giuseppe gordon graham grant greg gregory gunnar gus gustav
    guy hamish hans harald harold harry harvey hassan hector heinrich helmut henrik henry herbert herman homer horace
    howard hubert hugh hugo humphrey ian ibrahim igor isaac ivan ivor jack jacob jake james jason jasper javier jeff
    jeffrey jeremiah jeremy jerome jerry jim jimmy joachim joe joel johan johann john johnny jonas jonathan jorge
    jory jose josef joseph joshua josé juan julian julius jürgen karl keith ken kenneth kevin klaus konrad kurt kyle
    lars laurence lawrence leif leon leonard leopold liam lionel lloyd lorenzo louis ludwig luis luke magnus malcolm
    manuel marc marco marcus mario mark martin marvin mathias matt matthew matthias maurice mauricio melvin michael
    miguel mike mikhail mitch mitt mohamed mohammed moritz moses muhammad mustafa nathan nathaniel ned neil neville
    nicholas nicolas nigel nikolai nils norman olaf oleg oliver olivier omar orlando oscar oskar osman oswald otto owen
    pablo patrick paul pavel pedro pete peter philip phillip pierre pieter quentin rafael ralph ramon raul raymond
    reginald reinhard ricardo richard rick robert roberto rodney rodrigo roger roland rolf ronald rory ross rudolf
    rupert russell salvador samuel scott sean sebastian sergei sergey seth seymour sigmund simon solomon stefan
    stephen steve steven stewart stuart sven ted terence thaddeus theodore thomas tim timothy tobias todd tom tommy
    tony travis trevor uwe vernon victor viktor vincent vladimir volodymyr wallace walter warren wayne werner wilfred
    wilhelm will william winston wolfgang xavier yuri yusuf zachary""".split()
)
_TITLES = {
    "mr": "he",
    "sir": "he",
    "lord": "he",
    "mrs": "she",
    "ms": "she",
    "miss": "she",
    "lady": "she",
    "dame": "she",
}


def pronoun_of_title(title: str) -> str | None:
    """`he` for Mr and the like, `she` for Mrs and the like; None for any other title."""
    return _TITLES.get(title.lower().rstrip("."))


def pronoun_of(name: str) -> str | None:
    """`he` or `she` for a full name whose given name is plainly a man’s or a woman’s; None for any other."""
    given, *rest = name.lower().split()
    return None if not rest else "she" if given in _WOMEN else "he" if given in _MEN else None
